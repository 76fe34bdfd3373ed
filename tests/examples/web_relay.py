"""A page of this machine that shows an answer."""

TWINS_DIFFER = "the blocking one serves with http.server, the other with aiohttp, each with what its users have"
