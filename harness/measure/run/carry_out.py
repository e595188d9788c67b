"""Makes the calls of a recipe, one after the other or at once."""

import asyncio
import functools
import gc
import threading
import time

Unsupported = part("unsupported.py").Unsupported
homes, invoking = part("homes.py"), part("invoke.py")
making, ending = part("clients.py"), part("call_ends.py")


def carry_out(recipe, go_ahead, is_over):
    """A call that fails keeps no later one from being made."""
    clients = making.clients_of(recipe)
    ends = []
    try:
        for make, call in calls_of(recipe, clients, is_over):
            if ends:
                go_ahead()
            if call.get("afterMs"):
                time.sleep(call["afterMs"] / 1000)
            once = functools.partial(ending.end_of, make, call, recipe)
            ends.append(all_at_once(once, call["times"]) if call.get("atOnce") else once())
    finally:
        for client in clients:
            making.close(client, recipe)
    return {"kind": "called", "calls": ends}


async def carry_out_async(recipe, go_ahead, is_over):
    clients = making.clients_of(recipe)
    ends = []
    try:
        for make, call in calls_of(recipe, clients, is_over):
            if ends:
                go_ahead()
            if call.get("afterMs"):
                await asyncio.sleep(call["afterMs"] / 1000)
            once = functools.partial(ending.end_of_async, make, call, recipe)
            if call.get("atOnce"):
                ends.append(first_failed(await asyncio.gather(*[once() for _ in range(call["times"])], return_exceptions=True)))
            else:
                ends.append(await once())
    finally:
        for client in clients:
            await making.close_async(client, recipe)
    return {"kind": "called", "calls": ends}


def calls_of(recipe, clients, is_over):
    """Each call that is to be made: (a function that makes it, the call)."""
    for call in recipe["calls"]:
        place = 1 if call.get("by") == "second" else 0
        for name, value in call.get("set", {}).items():
            setattr(clients[place], name, invoking.real(value, recipe, clients[place]))
        method = functools.lru_cache(maxsize=None)(functools.partial(method_of, recipe, clients, place, call))
        for _ in range(1 if call.get("atOnce") else call["times"]):
            # A refusal that the SDK swallowed ends the job all the same.
            if is_over():
                return
            yield functools.partial(made_by_call, method, call, recipe), call


def made_by_call(method, call, recipe):
    function, client = method()
    return invoking.invoke(function, call["method"], call, recipe, client)


def method_of(recipe, clients, place, call):
    """The function that is called, and the client, or the copy of it, that its arguments may ask."""
    name, target, copy = recipe["client"], clients[place], call.get("copy")
    if copy:
        target = invoking.invoke(invoking.method_at(target, copy["method"], name), copy["method"], copy, recipe)
        if copy.get("letsGo"):
            clients[place] = target
            # Now, and not by chance later: nothing here names the client any more.
            gc.collect()
    if call.get("where") and not callable(invoking.at_path(target, call["where"])):
        raise Unsupported(f"This version's {name} takes {call['method']}() otherwise: it has no {call['where']}().")
    names = [call["method"], *call.get("elseMethods", [])]
    if call.get("of"):
        found = next((one for one in map(functools.partial(homes.export_of, call["of"]), names) if one is not None), None)
        if found is None:
            raise Unsupported(f"This version of {call['of']} exports no {' or '.join(names)}.")
        return found, target
    return invoking.first_method_at(invoking.called(call["on"], recipe, target) if call.get("on") else target, names, name), target


def all_at_once(once, times):
    """A thread each, as in a program that serves several users. The first that failed tells how they ended."""
    ends = [None] * times

    def run(place):
        try:
            ends[place] = once()
        except BaseException as error:
            ends[place] = error

    threads = [threading.Thread(target=run, args=(place,), daemon=True) for place in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return first_failed(ends)


def first_failed(ends):
    for end in ends:
        if isinstance(end, BaseException):
            raise end
    return next((end for end in ends if end["kind"] == "raised"), ends[0])
