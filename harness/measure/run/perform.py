"""Carries one job out, from the word that it begins to the word that it ended."""

import asyncio
import functools
import sys

Unsupported = part("unsupported.py").Unsupported
homes, variables = part("homes.py"), part("variables.py")
carrying, ending = part("carry_out.py"), part("call_ends.py")


def perform(job, hello, channel, whose, named, clock, changes):
    """Gives the job that follows."""
    whose.begin(job.get("hostPort"), job.get("hosts", hello.get("hosts") or ()))
    recipe, own = job["recipe"], job["job"]
    channel.say(event="start", job=own)
    variables.set_environment({**variables.base, **recipe["env"]})
    imported = len(sys.modules)
    end = None
    # The harness counts what has arrived before it lets the next call be made: so each request is told to its call.
    go_ahead = functools.partial(channel.ask, "go", event="called", job=own)
    is_over = functools.partial(bool, whose.attempts)
    if job.get("time"):
        clock.begin(lambda ms: channel.ask("waited", event="wait", job=own, ms=ms)["waited"])
    try:
        recipe = homes.at_home(recipe, named)
        if recipe["async"]:
            end = asyncio.run(carrying.carry_out_async(recipe, go_ahead, is_over))
        else:
            end = carrying.carry_out(recipe, go_ahead, is_over)
    except Unsupported as lack:
        end = {"kind": "unsupported", "reason": str(lack)}
    except (Exception, asyncio.CancelledError) as error:
        end = ending.raised(error, recipe["statusOf"])
    except BaseException as error:
        if type(error).__name__ == "Endless" and clock:
            end = {"kind": "endless"}
        elif not whose.attempts:
            raise
    if clock:
        clock.end()
    if len(sys.modules) > imported:
        variables.keep_own(job["recipe"])
    variables.set_environment(variables.base)
    if whose.attempts:
        host, port = whose.attempts[0]
        end = {"kind": "egress", "host": host, "port": port}
    word = channel.ask("word", event="over", job=own)["word"]
    changed = changes()
    more = {"changed": changed} if changed else {}
    return channel.ask("recipe", event="end", job=own, word=word, end=end, **more)
