"""Makes one call, reads what it gives, and tells how it ended."""

import asyncio
import inspect

Unsupported = part("unsupported.py").Unsupported
homes = part("homes.py")

MAX_MESSAGE = 4096


def end_of(make, call, recipe):
    stream = call["stream"]
    try:
        homes.beside_it(call.get("connection"))
        result = make()
        if call.get("connection"):
            with result:
                pass
        elif call.get("enter"):
            with result as response:
                response.read()
        elif stream:
            for _ in member(result, stream):
                pass
        return {"kind": "returned"}
    except Unsupported:
        raise
    except Exception as error:
        return raised(error, recipe["statusOf"])


async def end_of_async(make, call, recipe):
    stream = call["stream"]
    try:
        homes.beside_it(call.get("connection"))
        result = make()
        if inspect.isawaitable(result):
            result = await result
        if call.get("connection"):
            async with result:
                pass
        elif call.get("enter"):
            async with result as response:
                await response.read()
        elif stream:
            async for _ in member(result, stream):
                pass
        return {"kind": "returned"}
    except Unsupported:
        raise
    except (Exception, asyncio.CancelledError) as error:
        return raised(error, recipe["statusOf"])


def member(result, stream):
    """Where the stream is, if the result is not it."""
    return getattr(result, stream) if isinstance(stream, str) else result


def raised(error, status_of):
    status = getattr(error, status_of, None)
    return {
        "kind": "raised",
        "name": type(error).__name__[:MAX_MESSAGE],
        "message": str(error)[:MAX_MESSAGE],
        "status": status if isinstance(status, int) and not isinstance(status, bool) and abs(status) < 2**53 else None,
    }
