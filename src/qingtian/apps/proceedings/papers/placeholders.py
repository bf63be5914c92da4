"""What a template prints: read from its own expressions, so that an office's edited template is held to it as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import CodeType
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Undefined, nodes, pass_environment
from jinja2.environment import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from qingtian.apps.proceedings.papers.money import capitals
from qingtian.apps.proceedings.papers.words import said


class PrintedData(Extension):
    """Send every ``{{ … }}`` through the filter ``printed`` together with its own source text."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Rewrite ``{{ x }}`` to ``{{ (x)|printed("x") }}`` before parsing."""
        for token in stream:
            yield token
            if token.type == "variable_begin":
                yield from self._printed(stream, token.lineno)

    def _printed(self, stream: TokenStream, line: int) -> Iterator[Token]:
        yield Token(line, "lparen", "(")
        source: list[str] = []
        for token in stream:
            if token.type == "variable_end":
                break
            source.append(str(token.value))
            yield token
        marks = (("rparen", ")"), ("pipe", "|"), ("name", "printed"), ("lparen", "("))
        yield from (Token(line, kind, value) for kind, value in marks)
        yield from (Token(line, "string", "".join(source).split("|")[0]), Token(line, "rparen", ")"), token)


@pass_environment
def printed(environment: Environment, value: Any, source: str) -> Any:
    """Let a present value through; note a missing one under its name instead of printing a blank."""
    if is_missing(value):
        environment.missing.append(source)  # type: ignore[attr-defined]
        return ""
    return value if isinstance(value, Markup) else said(value)


def clause(value: Any) -> Any:
    """A value inside a sentence of the paper: its own full stop would stand before the sentence's."""
    return value if is_missing(value) or isinstance(value, Markup) else said(value).rstrip("。；，. ")


def is_missing(value: Any) -> bool:
    """Nothing to print: undefined, None, blank text, an empty list; zero and False are data."""
    if isinstance(value, Undefined) or value is None or callable(value):
        return True
    return not value if isinstance(value, (list, tuple, dict)) else isinstance(value, str) and not value.strip()


class PaperEnvironment(SandboxedEnvironment):
    """Jinja for papers: escaped, sandboxed (an office edits templates), strict; remembers what was missing."""

    missing: list[str]

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, extensions=[PrintedData])
        self.filters |= {"printed": printed, "clause": clause, "capitals": capitals}
        self.missing = []

    def compile(self, source: Any, *args: Any, **kwargs: Any) -> Any:
        """Compiled once for equal sources: the code holds no data and every environment here is set up alike."""
        return super().compile(source, *args, **kwargs) if args or kwargs else _compiled(source)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A datum named ``items`` is the datum, not the mapping's method; a lack may be asked about, not printed."""
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else Undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


@lru_cache(maxsize=1024)
def _compiled(source: str) -> CodeType:
    return SandboxedEnvironment.compile(PaperEnvironment(), source)


def always_printed(template: DocxTemplate) -> list[str]:
    """Dotted names printed or repeated over whatever the data are, in order, each once."""
    return _data_named(template, lambda node: not _conditional(node))


def ever_named(template: DocxTemplate) -> list[str]:
    """Dotted names the template prints or asks about in any case, in order, each once."""
    return _data_named(template, lambda node: True)


def _conditional(node: nodes.Node) -> bool:
    """A branch, or a value the template itself provides for the lack of (``|default``)."""
    return isinstance(node, (nodes.If, nodes.CondExpr)) or (
        isinstance(node, nodes.Filter) and node.name in {"default", "d"}
    )


def _data_named(template: DocxTemplate, enters: Callable[[nodes.Node], bool]) -> list[str]:
    environment = PaperEnvironment()
    found: dict[str, None] = {}
    for source in _sources(template):
        tree = environment.parse(source)
        data = find_undeclared_variables(tree) - environment.globals.keys()
        found |= dict.fromkeys(dotted for dotted in _walk(tree, enters) if dotted.split(".")[0] in data)
    return list(found)


def _sources(template: DocxTemplate) -> Iterator[str]:
    """Body, headers and footers as the engine will parse them."""
    template.init_docx()
    yield template.patch_xml(template.get_xml())
    for kind in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(kind):
            yield template.patch_xml(template.get_part_xml(part))


def _walk(node: nodes.Node, enters: Callable[[nodes.Node], bool]) -> Iterator[str]:
    if not enters(node):
        return
    if dotted := _dotted(node):
        yield dotted
        return
    for child in node.iter_child_nodes():
        yield from _walk(child, enters)


def _dotted(node: nodes.Node) -> str:
    """``fields.request`` for a chain of attributes on a name that is read; empty for anything else."""
    if isinstance(node, nodes.Name):
        return node.name if node.ctx == "load" else ""
    if isinstance(node, nodes.Getattr) and (owner := _dotted(node.node)):
        return f"{owner}.{node.attr}"
    return ""
