"""Pingback on the wire; ids are the specification's numbers (PR, PS, H46 to H56)."""

from __future__ import annotations

import xmlrpc.client

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.linkbacks.formats.answers import Outcome
from articles.linkbacks.formats.pingback import (
    Ping,
    PingbackFault,
    read_answer,
    read_ping,
    write_fault,
    write_ping,
    write_success,
)

SOURCE, TARGET = "https://s.example/a?b=1&c=2", "https://n.example/world/ferries/"
PING = Ping(SOURCE, TARGET)


def call(*values: str, method: str = "pingback.ping", declaration: str = '<?xml version="1.0"?>') -> str:
    """A call with each value's markup as given."""
    params = "".join(f"<param><value>{value}</value></param>" for value in values)
    return f"{declaration}<methodCall><methodName>{method}</methodName><params>{params}</params></methodCall>"


def string(text: str) -> str:
    return f"<string>{text}</string>"


# What WordPress sends, line for line.
FROM_WORDPRESS = """<?xml version="1.0"?>
<methodCall>
<methodName>pingback.ping</methodName>
<params>
<param><value><string>https://s.example/a?b=1&amp;amp;c=2</string></value></param>
<param><value><string>https://n.example/world/ferries/</string></value></param>
</params></methodCall>
"""
ESCAPED = SOURCE.replace("&", "&amp;")
GOOD = call(string(ESCAPED), string(TARGET))
UTF_16 = GOOD.replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")
LATIN_1 = GOOD.replace('"1.0"', '"1.0" encoding="iso-8859-1"').encode("latin-1")
TAKEN = [
    ("PR1", GOOD.encode()),
    ("PR6-value-without-type", call(ESCAPED, TARGET).encode()),
    ("PR6-amp-of-WordPress", FROM_WORDPRESS.encode()),
    ("H53-utf-16", UTF_16),
    ("H53-latin-1", LATIN_1),
    ("H53-byte-order-mark", b"\xef\xbb\xbf" + GOOD.encode()),
    ("H54-no-declaration", call(string(ESCAPED), string(TARGET), declaration="").encode()),
    ("H55-cdata", call(f"<string><![CDATA[{SOURCE}]]></string>", string(TARGET)).encode()),
]
DOCTYPE = "<!DOCTYPE methodCall%s>"
BOMB = DOCTYPE % (' [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {b} "&{a};&{a};">' for a, b in ("ab", "bc")) + "]")
FAULT_AS_REQUEST = xmlrpc.client.dumps(xmlrpc.client.Fault(1, "no"))
NESTED = "<array><data><value>" * 300 + "</value></data></array>" * 300
REFUSED = [
    ("H53-empty", b"", -32700),
    ("H53-truncated", GOOD[:-20].encode(), -32700),
    ("H53-leading-newline", b"\n" + GOOD.encode(), -32700),
    ("H53-NUL", GOOD.replace("world", "\0").encode(), -32700),
    ("H53-unknown-encoding", GOOD.replace('"1.0"', '"1.0" encoding="martian"').encode(), -32700),
    ("PR3-html", b"<p>Not <b>XML", -32700),
    ("PR3-undefined-entity", GOOD.replace("world", "&eacute;").encode(), -32700),
    ("H46-billion-laughs", call(string("&c;"), string(TARGET), declaration=BOMB).encode(), -32700),
    ("H47-bare-doctype", call(string(SOURCE), declaration=DOCTYPE % "").encode(), -32700),
    ("H47-external-dtd", call(declaration=DOCTYPE % ' SYSTEM "file:///etc/passwd"').encode(), -32700),
    ("H47-parameter-entity", call(declaration=DOCTYPE % ' [<!ENTITY % a SYSTEM "file:///x"> %a;]').encode(), -32700),
    ("H49-too-large", GOOD.encode() + b" " * 20_000, -32700),
    ("H54-gzip", b"\x1f\x8b\x08" + GOOD.encode(), -32700),
    ("PR3-other-document", b"<rss/>", -32600),
    ("PR3-parameters-alone", b"<params><param><value>a</value></param></params>", -32600),
    ("H52-response", xmlrpc.client.dumps(("a",), methodresponse=True).encode(), -32600),
    ("H52-fault-response", xmlrpc.client.dumps(xmlrpc.client.Fault(1, "a"), methodresponse=True).encode(), -32600),
    ("H52-fault-in-call", b"<methodCall><fault><value>a</value></fault></methodCall>", -32602),
    ("PR3-empty-call", b"<methodCall/>", -32602),
    ("PR5-unknown-method", call(string("a"), string("b"), method="demo.sayHello").encode(), -32601),
    ("H48-multicall", call("<array><data/></array>", method="system.multicall").encode(), -32601),
    ("PR5-list-methods", call(method="system.listMethods").encode(), -32601),
    ("PR5-get-pingbacks", call(string("a"), method="pingback.extensions.getPingbacks").encode(), -32601),
    ("PR5-weblog-updates", call(string("a"), string("b"), method="weblogUpdates.ping").encode(), -32601),
    ("H49-nested", call(NESTED, string(TARGET)).encode(), -32602),
    ("H50-none", call().encode(), -32602),
    ("H50-one", call(string(SOURCE.replace("&", ""))).encode(), -32602),
    ("H50-three", call(*[string("a")] * 3).encode(), -32602),
    ("H50-many", call(*["a"] * 400).encode(), -32602),
    ("PR6-long", call(string("https://s.example/" + "a" * 2_031), string(TARGET)).encode(), -32602),
    *(
        (f"H50-{kind}", call(f"<{kind}>{value}</{kind}>", string(TARGET)).encode(), -32602)
        for kind, value in [("int", "1"), ("boolean", "1"), ("base64", "YQ=="), ("nil", ""), ("bigdecimal", "1")]
    ),
    ("H50-struct", call("<struct></struct>", string(TARGET)).encode(), -32602),
    *(
        (f"H51-{kind}-{value[:4]}", call(f"<{kind}>{value}</{kind}>", string(TARGET)).encode(), -32602)
        for kind, value in [("int", "9" * 9_000), ("double", "1e400000"), ("boolean", "7"), ("int", "x")]
    ),
    ("H51-date", call("<dateTime.iso8601>never</dateTime.iso8601>", string(TARGET)).encode(), -32602),
    ("H51-bigdecimal", call("<bigdecimal>x</bigdecimal>", string(TARGET)).encode(), -32602),
    ("H51-array-end", b"<methodCall><params><struct><name>a</name></struct></params></methodCall>", -32602),
]


def cases(table: list) -> list:
    return [pytest.param(*row[1:], id=row[0]) for row in table]


@pytest.mark.parametrize("body", cases(TAKEN))
def test_ping_is_read(body: bytes) -> None:
    assert read_ping(body) == PING


@pytest.mark.parametrize(("body", "code"), cases(REFUSED))
def test_request_is_refused(body: bytes, code: int) -> None:
    with pytest.raises(PingbackFault) as raised:
        read_ping(body)
    assert raised.value.code == code


@pytest.mark.parametrize(("sent", "read"), [("&amp;amp;amp;", "&amp;"), ("&amp;lt;", "&lt;"), ("&amp;", "&")])
def test_H55_one_level_of_escaping_is_undone(sent: str, read: str) -> None:
    assert read_ping(call(string(sent), string(sent)).encode()) == Ping(read, read)


def test_PR6_longest_address_is_read() -> None:
    longest = "https://s.example/" + "a" * 2_030
    assert read_ping(call(string(longest), string(TARGET)).encode()).source == longest


SUCCESS = b"""<?xml version="1.0" encoding="UTF-8"?>
<methodResponse>
<params>
<param>
<value><string>From a &amp; b</string></value>
</param>
</params>
</methodResponse>
"""
FAULT = b"""<?xml version="1.0" encoding="UTF-8"?>
<methodResponse>
<fault>
<value><struct>
<member>
<name>faultCode</name>
<value><int>48</int></value>
</member>
<member>
<name>faultString</name>
<value><string>Known: &lt;b&gt;</string></value>
</member>
</struct></value>
</fault>
</methodResponse>
"""


@pytest.mark.parametrize("text", ["From a & b", "From a\0 & b\ud800"], ids=["PR2-PR4", "PR4-not-XML"])
def test_success_is_one_string(text: str) -> None:
    assert write_success(text) == SUCCESS


def test_PR2_PR4_H56_fault_is_a_fault_and_escaped() -> None:
    assert write_fault(PingbackFault(48, "Known: <b>")) == FAULT


def test_H56_fault_text_is_cropped() -> None:
    with pytest.raises(xmlrpc.client.Fault) as raised:
        xmlrpc.client.loads(write_fault(PingbackFault(0, "x" * 5_000)))
    assert len(raised.value.faultString) == 200


def test_PS6_ping_is_written_as_it_is_read() -> None:
    assert read_ping(write_ping(PING)) == PING


def test_PS6_written_ping_is_byte_exact() -> None:
    assert write_ping(Ping("a", "b&c")).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        "<methodCall>\n<methodName>pingback.ping</methodName>\n<params>\n"
        "<param>\n<value><string>a</string></value>\n</param>\n"
        "<param>\n<value><string>b&amp;c</string></value>\n</param>\n"
        "</params>\n</methodCall>\n"
    )


def fault(code: int, text: str = "") -> bytes:
    return write_fault(PingbackFault(code, text))


BROKEN_FAULT = b"<methodResponse><fault><value>a</value></fault></methodResponse>"
ANSWERS = [
    ("PS7-string", 200, write_success("Registered."), Outcome.SENT),
    ("PS7-48", 200, fault(48), Outcome.SENT),
    ("PS7-17", 200, fault(17), Outcome.ONCE_MORE),
    ("PS7-0-of-WordPress", 200, fault(0), Outcome.ONCE_MORE),
    ("PS7-16", 200, fault(16), Outcome.RETRY),
    *((f"PS7-{code}", 200, fault(code), Outcome.REFUSED) for code in (32, 33, 49, -32601, 51)),
    *((f"PS7-{code}", 200, fault(code), Outcome.RETRY) for code in (50, -32603, 429)),
    ("PS7-no-xml", 200, b"<p>Welcome", Outcome.RETRY),
    ("PS7-empty", 200, b"", Outcome.RETRY),
    ("PS7-500", 500, write_success("no"), Outcome.RETRY),
    ("PS7-429", 429, b"", Outcome.RETRY),
    ("PS7-404", 404, b"", Outcome.REFUSED),
    ("PS7-405", 405, b"XML-RPC server accepts POST requests only.", Outcome.REFUSED),
    ("PS7-too-large", 200, write_success("x" * 70_000), Outcome.RETRY),
    ("PS7-doctype", 200, b"<!DOCTYPE a>" + write_success("a").partition(b"\n")[2], Outcome.RETRY),
    ("PS7-a-request", 200, GOOD.encode(), Outcome.RETRY),
    ("PS7-broken-fault", 200, BROKEN_FAULT, Outcome.RETRY),
    ("PR2-code-as-success", 200, xmlrpc.client.dumps((17,), methodresponse=True).encode(), Outcome.ONCE_MORE),
    ("PR2-boolean-as-success", 200, xmlrpc.client.dumps((True,), methodresponse=True).encode(), Outcome.RETRY),
]


@pytest.mark.parametrize(("status", "body", "outcome"), cases(ANSWERS))
def test_answer_is_read(status: int, body: bytes, outcome: Outcome) -> None:
    assert read_answer(status, body).outcome == outcome


def test_PS7_text_of_the_answer_is_kept_short() -> None:
    answer = read_answer(200, fault(33, "Not\n a target. " + "x" * 500))
    assert answer.text == ("Fault 33: Not a target. " + "x" * 500)[:200]


PIECES = ["<methodCall>", "</methodCall>", "<fault>", "</fault>", "<params>", "</params>", "<struct>", "</struct>"]
PIECES += [
    "<array>",
    "</array>",
    "<value>",
    "</value>",
    "<name>a</name>",
    "<int>1</int>",
    "<nil/>",
    "<base64>é</base64>",
]
HOSTILE = st.binary(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=12).map(
    lambda parts: "".join(parts).encode()
)


@given(HOSTILE)
def test_hostile_request_raises_only_faults(body: bytes) -> None:
    with pytest.raises(PingbackFault) as raised:
        read_ping(body)
    assert raised.value.code in (-32700, -32600, -32601, -32602)


@given(HOSTILE)
def test_hostile_answer_is_never_taken_for_a_stop(body: bytes) -> None:
    assert read_answer(200, body).outcome in (Outcome.RETRY, Outcome.SENT, Outcome.REFUSED)
