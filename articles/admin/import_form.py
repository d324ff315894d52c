"""What is to be imported: files that lie on the server, or files sent along; looked at before they are taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.forms import local_text
from articles.admin.import_upload import ArrivingFile, room
from articles.models import ImportRun
from articles.wordpress.importing import folder
from articles.wordpress.reading import Export, NotAnExport

_LONGEST_NAME = 250
# The last field of the form: without it the upload has no end.
WHOLE = "whole"


class _FilesOfServer(forms.CheckboxSelectMultiple):
    template_name = "admin/widgets/files_of_server.html"


class _SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class _Uploads(forms.FileField):
    widget = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(_Uploads, self).clean(file, initial) for file in files]


class ImportForm(forms.ModelForm[ImportRun]):
    chosen = forms.MultipleChoiceField(label=gettext_lazy("Files on the server"), required=False, widget=_FilesOfServer)
    upload = _Uploads(label=gettext_lazy("Or upload it"), required=False)
    uploads = forms.ChoiceField(
        label=gettext_lazy("Uploads folder"), required=False,
        help_text=gettext_lazy("The copy of wp-content/uploads, with the pictures. It can also be given later."),
    )  # fmt: skip

    class Meta:
        model = ImportRun
        fields = ("uploads", "downloads", "is_dry")
        labels = {"downloads": gettext_lazy("Download missing files")}
        help_texts = {
            "downloads": gettext_lazy("What is not in the folder is fetched from the old site."),
            "is_dry": gettext_lazy("Says what the import would do, and changes nothing."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._exports = {one.name: one for one in folder.exports()}
        chosen, upload, uploads = (self.fields[name] for name in ("chosen", "upload", "uploads"))
        chosen.choices = [(one.name, _described(one)) for one in self._exports.values()]  # type: ignore[attr-defined]
        chosen.help_text = _chosen_help(len(self._exports))
        free = filesizeformat(room())
        upload.help_text = _("XML, plain or packed (gzip, zip), in one file or several; up to %(free)s.") % {
            "free": free
        }
        none = ("", _("None"))
        uploads.choices = [none, *((name, name) for name in folder.upload_folders())]  # type: ignore[attr-defined]
        self.fields["is_dry"].initial = not ImportRun.objects.filter(is_dry=False).exists()

    def clean_upload(self) -> list[ArrivingFile]:
        files: list[ArrivingFile] = self.cleaned_data["upload"]
        if any(file.is_cut for file in files):
            text = _("The disk has no room for this file: %(free)s are left. Nothing was kept of it.")
            raise ValidationError(text, params={"free": filesizeformat(room())})
        return files

    def clean_uploads(self) -> str:
        name: str = self.cleaned_data["uploads"]
        return str(settings.IMPORT_DIR / name) if name else ""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.data.get(WHOLE) != "1":
            raise ValidationError(_("The upload broke off on its way, and nothing was kept of it. Send it again."))
        chosen, upload = self.cleaned_data.get("chosen"), self.cleaned_data.get("upload")
        if chosen and upload:
            self.add_error("upload", _("Choose files on the server or upload some, not both."))
        elif chosen:
            paths = [self._exports[name].path for name in chosen]
            self._take("chosen", paths, chosen)
        elif upload:
            self._take("upload", [Path(file.temporary_file_path()) for file in upload], _names(upload))
        elif not self.errors:
            self.add_error("chosen", _("Choose an export, or upload one."))
        return cleaned

    def _take(self, field: str, paths: Sequence[Path], names: Sequence[str]) -> None:
        """Refuses what is no export, by name where there are several."""
        for path, name in zip(paths, names, strict=True):
            if reason := _refusal(path):
                self.add_error(field, f"{name}: {reason}" if len(names) > 1 else reason)
        self.instance.name = ", ".join(names)[:_LONGEST_NAME]
        self.instance.files = [str(path) for path in paths]

    def keep_uploads(self) -> None:
        """From here on they are the server's."""
        if self.cleaned_data["upload"]:
            self.instance.files = [str(file.keep()) for file in self.cleaned_data["upload"]]


def _refusal(path: Path) -> str:
    try:
        with Export(path) as export:
            return "" if export.parts else _("There is nothing in it.")
    except NotAnExport as reason:
        return str(reason)
    except OSError as error:
        return _("It cannot be read: %(reason)s.") % {"reason": error.strerror or error}


def _names(files: Iterable[ArrivingFile]) -> list[str]:
    """What a person called them, without what turns the direction of writing or breaks a line."""
    return ["".join(c for c in file.name or "" if c.isprintable()) or "export" for file in files]


def _described(found: folder.Found) -> str:
    return f"{found.name} ({filesizeformat(found.size)}, {local_text(found.changed_at)})"


def _chosen_help(count: int) -> str:
    words = {"folder": settings.IMPORT_DIR, "count": count}
    if not count:
        return _("None yet: what is put into %(folder)s on the server can be chosen here, whatever its size.") % words
    if count == folder.MOST_SHOWN:
        return _("The newest %(count)d in %(folder)s. Several that are chosen are parts of one export.") % words
    return _("In %(folder)s. Several that are chosen are parts of one export.") % words
