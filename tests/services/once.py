"""What a server pays once, and a test run would pay for each of its thousands of applications."""

from functools import cache

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from passlib.hash import argon2

from inspect_app.policy.loading import source


class CompiledTemplates(BytecodeCache):
    """Templates that any application of this process has compiled, by name, place and text."""

    def __init__(self) -> None:
        self._compiled: dict[tuple[str, str], object] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._compiled.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key, bucket.checksum] = bucket.code


def pay_once() -> None:
    """From now on applications of this process share what they read and compile, and hash passwords cheaply.

    Checklists are shared as the tree of their text: what is made of it is made for each application.
    """
    Flask.jinja_options = {"bytecode_cache": CompiledTemplates()}
    source._compose = cache(source._compose)
    # Dear hashing hinders a guesser; here it is people of tests who log in, and with real passwords.
    argon2.default_rounds, argon2.memory_cost, argon2.parallelism = 1, 8, 1
