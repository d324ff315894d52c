"""Pingback 1.0 on the wire: XML-RPC requests and answers, read and written."""

from __future__ import annotations

import re
import xmlrpc.client
from dataclasses import dataclass
from xml.parsers.expat import ExpatError

from defusedxml.xmlrpc import DefusedExpatParser

from articles.linkbacks.formats import answers
from articles.linkbacks.formats.addresses import LONGEST
from articles.linkbacks.formats.answers import Answer, Outcome

BODY_LIMIT = 16_384
CONTENT_TYPE = "text/xml; charset=utf-8"
METHOD = "pingback.ping"

NOT_WELL_FORMED, NOT_A_CALL, NO_SUCH_METHOD, WRONG_PARAMETERS = -32700, -32600, -32601, -32602
OUR_FAILURE = -32603
GENERIC, NO_SOURCE, NO_LINK, NO_TARGET, TARGET_UNUSABLE = 0, 16, 17, 32, 33
ALREADY_REGISTERED, ACCESS_DENIED, UPSTREAM_ERROR = 48, 49, 50

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LONGEST_TEXT = 200
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A WordPress receiver hides 16 and 17 behind 0; its 429 and our -32603 are passing trouble.
_OUTCOMES = {
    ALREADY_REGISTERED: Outcome.SENT,
    **dict.fromkeys((GENERIC, NO_LINK), Outcome.ONCE_MORE),
    **dict.fromkeys((NO_SOURCE, UPSTREAM_ERROR, OUR_FAILURE, 429), Outcome.RETRY),
}


@dataclass(frozen=True)
class Ping:
    source: str
    target: str


class PingbackFault(Exception):
    """A refusal, as the protocol says it: a code, and a text for people."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(code, text)
        self.code, self.text = code, text


class _Reader(xmlrpc.client.Unmarshaller):
    """The standard reader, which also tells what kind of document it read."""

    root = ""

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        self.root = self.root or tag
        super().start(tag, attrs)


def read_ping(body: bytes) -> Ping:
    """The call in the body of a request; only `PingbackFault` is ever raised."""
    if len(body) > BODY_LIMIT:
        raise PingbackFault(NOT_WELL_FORMED, "The request is too large.")
    method, parameters = _read_call(body)
    if method != METHOD:
        raise PingbackFault(NO_SUCH_METHOD, "Only pingback.ping is offered here.")
    if len(parameters) != 2 or not all(isinstance(one, str) for one in parameters):
        raise PingbackFault(WRONG_PARAMETERS, "Two strings are needed: source and target.")
    # WordPress escapes the addresses it has already escaped.
    source, target = (str(one).replace("&amp;", "&") for one in parameters)
    if max(len(source), len(target)) > LONGEST:
        raise PingbackFault(WRONG_PARAMETERS, f"An address may have {LONGEST} characters.")
    return Ping(source, target)


def _read_call(body: bytes) -> tuple[str | None, tuple[object, ...]]:
    reader = _Reader()
    try:
        parameters = _feed(reader, body)
    except ExpatError as error:
        raise PingbackFault(NOT_WELL_FORMED, "The request is not well-formed XML.") from error
    except Exception as error:
        # The standard reader lets out whatever a wrong value raises, a dozen kinds.
        raise _fault_of_document(reader.root) from error
    if reader.root != "methodCall":
        raise _fault_of_document(reader.root)
    return reader.getmethodname(), parameters


def _feed(reader: _Reader, body: bytes) -> tuple[object, ...]:
    parser = DefusedExpatParser(reader, forbid_dtd=True)
    parser.feed(body)
    parser.close()
    return reader.close()


def _fault_of_document(root: str) -> PingbackFault:
    if not root:  # a document type, or an encoding nobody knows
        return PingbackFault(NOT_WELL_FORMED, "The request is not XML that is taken here.")
    if root != "methodCall":
        return PingbackFault(NOT_A_CALL, "The request is not a method call.")
    return PingbackFault(WRONG_PARAMETERS, "A value in the request cannot be read.")


def write_success(text: str) -> bytes:
    return _document(xmlrpc.client.dumps((_clean(text),), methodresponse=True))


def write_fault(fault: PingbackFault) -> bytes:
    text = _clean(fault.text)[:_LONGEST_TEXT]
    return _document(xmlrpc.client.dumps(xmlrpc.client.Fault(fault.code, text), methodresponse=True))


def write_ping(ping: Ping) -> bytes:
    return _document(xmlrpc.client.dumps((_clean(ping.source), _clean(ping.target)), METHOD))


def _document(xml: str) -> bytes:
    opening, declaration, rest = xml.partition("?>\n")
    return (_DECLARATION + (rest if declaration else opening)).encode()


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def read_answer(status: int, body: bytes) -> Answer:
    """What the answer to our ping means; never raises."""
    return answers.failure(status) or _read_body(body)


def _read_body(body: bytes) -> Answer:
    reader = _Reader()
    try:
        values = _feed(reader, body[: answers.BODY_LIMIT])
    except xmlrpc.client.Fault as fault:
        return _read_fault(fault.faultCode, fault.faultString)
    except Exception:
        return answers.answer(Outcome.RETRY, "The answer is not XML-RPC.")
    if reader.root != "methodResponse" or len(values) != 1:
        return answers.answer(Outcome.RETRY, "The answer is not XML-RPC.")
    # Some receivers return their fault codes as if they were a success.
    value = values[0]
    return answers.answer(Outcome.SENT, value) if isinstance(value, str) else _read_fault(value, "")


def _read_fault(code: object, text: object) -> Answer:
    if not isinstance(code, int) or isinstance(code, bool):
        return answers.answer(Outcome.RETRY, "The answer is not XML-RPC.")
    words = text if isinstance(text, str) else ""
    return answers.answer(_OUTCOMES.get(code, Outcome.REFUSED), f"Fault {code}: {words}")
