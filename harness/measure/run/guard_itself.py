"""Keeps an SDK's hands off the guard itself: what Python would let it look into and change."""

import _thread
import errno

MOST_REACHES = 100


def telling(say):
    """Tells of what is refused: the first that are not the same, since whoever tries again and again is told of once."""
    told = set()

    def refuse(kind, what):
        if (kind, what) not in told and len(told) < MOST_REACHES:
            told.add((kind, what))
            say(event="reach", kind=kind, what=what[:400])
        # An ordinary error: libraries ask for such things in passing, and can do without.
        raise PermissionError(errno.EACCES, f"sdkdrift allows no {kind}", what)

    return refuse


def self_checks(refuse):
    """By event. Who caught a refusal could climb by its traceback into the frames that refused, and take them apart."""
    looking = set()

    def getting(owner, name, *_):
        if name != "tb_frame" or _thread.get_ident() in looking:
            return
        looking.add(_thread.get_ident())
        try:
            is_hidden = is_of_guard(owner.tb_frame.f_globals)
            at = owner
            while at.tb_next and not is_of_guard(at.tb_next.tb_frame.f_globals):
                at = at.tb_next
            # Whoever prints a traceback finds one that ends where it left the SDK.
            at.tb_next = None
        finally:
            looking.discard(_thread.get_ident())
        if is_hidden:
            refuse("read", "a frame of the guard")

    def setting(owner, *_):
        if is_of_guard(getattr(owner, "__globals__", None)):
            refuse("write", "a function of the guard")

    def collecting(*_):
        refuse("read", "every object of the interpreter")

    return {
        "object.__getattr__": getting,
        "object.__setattr__": setting,
        **dict.fromkeys(("gc.get_objects", "gc.get_referrers", "gc.get_referents"), collecting),
        **dict.fromkeys(("sys._current_frames", "sys._current_exceptions"), collecting),
    }


def is_of_guard(namespace):
    return type(namespace) is dict and str(namespace.get("__name__")).startswith("sdkdrift_")
