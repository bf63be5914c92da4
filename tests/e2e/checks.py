"""What every page must be: understood, accessible, within its width, in one language, reachable by keyboard."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import qingtian.web

#: every rule is tried; only what fails is written out in full, as the elements that pass took half of the time
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
#: words of one language on a page of the other, outside elements that say their language; text and attributes
STRAY = """
(pattern, own) => {
  const wanted = new RegExp(pattern, "u"), found = [];
  const excused = (element) => {
    const said = element && element.closest("[lang]:not(html)");
    return Boolean(said) && said.lang.startsWith(own);
  };
  const look = (element, words) => {
    if (words && wanted.test(words) && !excused(element)) found.push(words.trim().slice(0, 90));
  };
  look(null, document.title);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest("script, style, noscript, code, pre, textarea")) look(parent, walker.currentNode.data);
  }
  for (const element of document.body.querySelectorAll("[title], [alt], [aria-label], [placeholder]"))
    for (const name of ["title", "alt", "aria-label", "placeholder"]) look(element, element.getAttribute(name));
  return [...new Set(found)];
}
"""
CHINESE = r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
#: four English words in a row are a sentence somebody forgot; names and codes are shorter
ENGLISH = r"[A-Za-z]{2,}(?: [a-z]{2,}){3,}"
FOCUSED = """
() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const label = element.labels && element.labels[0] ? getComputedStyle(element.labels[0]) : style;
  const drawn = (s) => (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== "none";
  const seen = [style, label].some(drawn);
  return { seen, inMain: Boolean(element.closest("main")), main: element.matches("[data-e2e-main]"),
           what: element.outerHTML.slice(0, 120) };
}
"""
T_TAG = re.compile(r"""\{%\s+t\s+(["'])(?P<zh>.*?)\1\s+(["'])(?P<en>.*?)\3""")


def stray_words(page: Any, language: str) -> list[str]:
    """Words of the other language that stand unmarked on this page."""
    pattern, own = (CHINESE, "zh") if language == "en" else (ENGLISH, "en")
    return list(page.evaluate(f"([p, o]) => ({STRAY})(p, o)", [pattern, own]))


def sentences_of_the_templates() -> dict[str, set[str]]:
    """Every literal the templates hold, by language, where it differs from its twin."""
    found: dict[str, set[str]] = {"zh": set(), "en": set()}
    for path in (Path(qingtian.web.__file__).parent / "templates").rglob("*.html"):
        for hit in T_TAG.finditer(path.read_text(encoding="utf-8")):
            if hit["zh"] != hit["en"]:
                found["zh"].add(hit["zh"])
                found["en"].add(hit["en"])
    return found


def texts(page: Any) -> set[str]:
    """Every visible piece of text and every spoken label."""
    return set(
        page.evaluate(
            """() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest("script, style, code, pre, [lang]:not(html)")) found.push(walker.currentNode.data.trim());
  }
  for (const element of document.querySelectorAll("[aria-label], [placeholder], [title], [alt]"))
    if (!element.closest("[lang]:not(html)"))
      for (const name of ["aria-label", "placeholder", "title", "alt"]) found.push(element.getAttribute(name) || "");
  return found;
}"""
        )
    )


def too_wide(page: Any) -> list[str]:
    """What makes a page scroll sideways; empty where nothing does."""
    return list(
        page.evaluate(
            """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > width + 1)
    .slice(0, 4).map((e) => e.outerHTML.slice(0, 100));
}"""
        )
    )


def violations(page: Any) -> list[tuple[str, str]]:
    """What axe finds, each with the first element it concerns."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=RULES).response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:160]) for each in found]


def tab_to(page: Any, selector: str, most: int = 60) -> list[str]:
    """Press Tab until the element has the focus; returns the stops on the way whose focus cannot be seen."""
    page.locator(selector).first.evaluate("element => element.setAttribute('data-e2e-main', '')")
    unseen = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            continue
        if not stop["seen"]:
            unseen.append(stop["what"])
        if stop["main"]:
            return unseen
    raise AssertionError(f"{most} times Tab did not reach {selector}")
