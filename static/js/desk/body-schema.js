// What a body may hold: the words of articles/body/vocabulary.py, as the editor knows them.

import {
  Blockquote, Bold, BulletList, Document, Dropcursor, Gapcursor, HardBreak, Heading, History, HorizontalRule,
  Italic, Link, ListItem, Menu, OrderedList, Paragraph, Strike, Subscript, Superscript, TableCell, TableHeader,
  Text, Underline,
} from "django-prose-editor/editor"
import { AlsoRead } from "desk/also-read"
import { Figure } from "desk/figure"
import { Languages } from "desk/languages"
import { Dateline, inlineMarks, Unresolved } from "desk/marks"
import { Preformatted } from "desk/preformatted"
import { PullQuotes } from "desk/pull-quotes"
import { Row, ScopedCells, Table } from "desk/tables"
import { ToolbarStates } from "desk/toolbar-states"

const groups = ["desk", "headings", "nodes -headings -lists", "lists", "marks", "link", "table", "history"]

export const extensions = [
  Document, Text, Paragraph, Heading.configure({ levels: [2, 3, 4] }), Preformatted,
  BulletList, OrderedList.configure({ enableListAttributes: false }), ListItem, Blockquote, PullQuotes,
  Table, Row, TableHeader, TableCell, ScopedCells, HorizontalRule, HardBreak, Figure, AlsoRead,
  Link.configure({ enableTarget: false, autolink: false }),
  Bold, Italic, Underline, Strike, Subscript, Superscript, ...inlineMarks, Dateline, Unresolved, Languages,
  Dropcursor, Gapcursor, History, Menu.configure({ groups: groups.map((group) => ({ group })) }), ToolbarStates,
]
