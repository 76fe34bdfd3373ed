"""The connections of a client."""

from __future__ import annotations

import os
from http.cookiejar import DefaultCookiePolicy

import requests
from attrs import define, field

from ..errors import ConfigurationError
from .sockets import GatedAdapter


@define
class Pool:
    """The connections that a client and those made of it share."""

    session: requests.Session
    owned: bool
    closed: bool = False
    _process: int = field(factory=os.getpid)

    @classmethod
    def of(cls, session: requests.Session | None) -> Pool:
        """The connections of a session of the caller's, or of one of this library's."""
        return cls(own_session() if session is None else session, owned=session is None)

    def check(self) -> None:
        """Raises ConfigurationError when closed."""
        if self.closed:
            raise ConfigurationError("this client is closed; make another one")

    def get(self) -> requests.Session:
        """The session; a new one in a child process, which must not read from its parent's sockets."""
        self.check()
        if self.owned and self._process != os.getpid():
            self.session, self._process = own_session(), os.getpid()
        return self.session

    def close(self) -> None:
        """Closes the connections, unless they are the caller's."""
        self.closed = True
        if self.owned:
            self.session.close()


def own_session() -> requests.Session:
    """A session of this library's: it reads no environment, keeps no cookie, and its sockets are watched."""
    session = requests.Session()
    session.trust_env = False  # netrc would replace the key, and the two fronts would differ
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    adapter = GatedAdapter(pool_connections=10, pool_maxsize=100)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session
