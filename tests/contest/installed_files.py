"""Readers of the files that `hoithi install` prints, by the rules of the programs that read them."""

from __future__ import annotations

import configparser
import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from contest.install_values import Place

#: A folder with every sign that means something to one of the readers and may stand in a path.
ODD = Path("/srv/hội thi, 100%n $HOME ${X} #; {$Y} [a]=&|<>*")
#: A line of a Dockerfile in its two forms.
INSTRUCTION = re.compile(r"([A-Z]+) (.+)")
TOKEN = re.compile(r'"[^"]*"|[^\s"]+')


def place(**changes: object) -> Place:
    """An installation in usual places."""
    facts: dict[str, object] = {
        "command": ("/usr/bin/env", "python3", "/opt/hoithi/hoithi"),
        "root": Path("/opt/hoithi"),
        "data": Path("/srv/hoithi"),
        "user": "hoithi",
        "port": 8000,
        "public": "https://thi.xa.vn",
    }
    return Place(**(facts | changes))  # ty: ignore[invalid-argument-type]


def unit(text: str) -> dict[str, dict[str, str]]:
    """The sections of a unit; a key that is there twice is an error."""
    parser = configparser.RawConfigParser(delimiters=("=",), comment_prefixes=("#", ";"), strict=True)
    parser.optionxform = str  # ty: ignore[invalid-assignment]
    parser.read_string(text)
    return {name: dict(parser[name]) for name in parser.sections()}


def unit_words(value: str) -> list[str]:
    """A list of words as systemd takes it apart: blanks divide, quotes keep together, `%%` is one sign.

    A single `%` begins a specifier and a backslash an escape; none of ours may be there.
    """
    assert "\\" not in value and "'" not in value
    words = re.findall(r'"([^"]*)"', value)
    assert " ".join(f'"{word}"' for word in words) == value
    for word in words:
        assert "%" not in word.replace("%%", "")
    return [word.replace("%%", "%") for word in words]


def commands(text: str) -> list[list[str]]:
    """The commands that the comments on top tell people to copy."""
    found = re.findall(r"^#      (.+)$", text, re.MULTILINE)
    return [shlex.split(line) for line in found]


def code(text: str) -> list[str]:
    """The lines that are neither comments nor empty."""
    return [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]


@dataclass(frozen=True)
class Block:
    """A line of a Caddyfile with what stands in its braces."""

    words: tuple[str, ...]
    inner: tuple[Block, ...] = ()

    def find(self, *words: str) -> Block:
        """The one line in it that begins so."""
        (found,) = (one for one in self.inner if one.words[: len(words)] == words)
        return found


def caddyfile(text: str) -> Block:
    """The whole file; a brace opens at the end of a line and closes on a line of its own."""
    stack: list[tuple[tuple[str, ...], list[Block]]] = [((), [])]
    for line in code(text):
        words = tuple(word.strip('"') for word in TOKEN.findall(line))
        if words == ("}",):
            name, inner = stack.pop()
            stack[-1][1].append(Block(name, tuple(inner)))
        elif words[-1] == "{":
            stack.append((words[:-1], []))
        else:
            assert not {"{", "}"} & set("".join(words)), line
            stack[-1][1].append(Block(words))
    ((name, inner),) = stack
    return Block(name, tuple(inner))


def dockerfile(text: str) -> list[tuple[str, object]]:
    """The instructions; those that are lists are taken apart."""
    found: list[tuple[str, object]] = []
    for line in code(text):
        match = INSTRUCTION.fullmatch(line)
        assert match is not None and not line.endswith("\\"), line
        is_list = match[1] in ("CMD", "VOLUME")
        found.append((match[1], json.loads(match[2]) if is_list else match[2]))
    return found
