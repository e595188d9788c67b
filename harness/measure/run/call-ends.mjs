// Waits for what one call gives, reads it, and tells how it ended.
import { Unsupported } from './unsupported.mjs'

const MAX_MESSAGE = 4096

/** @param {() => unknown} make makes the call */
export const endOf = async (make, call, recipe) => {
  try {
    const result = await make()
    if (call.connection) await opened(result)
    if (call.stream) for await (const _ of typeof call.stream === 'string' ? result[call.stream] : result);
    return { kind: 'returned' }
  } catch (error) {
    if (error instanceof Unsupported) throw error
    return raised(error, recipe.statusOf)
  }
}

/** A connection as programs use it: it tells its errors by an event. It is closed as soon as it is open. */
const opened = (connection) =>
  new Promise((resolve, reject) => {
    connection.on('error', reject)
    whenSocket(connection.socket, 'open', () => connection.close())
    whenSocket(connection.socket, 'close', resolve)
  })

/** `ws` and the runtime's own socket know the first word; what an SDK wraps around them may know the second alone. */
const whenSocket = (socket, event, then) =>
  socket.addEventListener ? socket.addEventListener(event, then) : socket.on(event, then)

export const raised = (error, statusOf) => {
  const name = error?.constructor?.name
  const status = error?.[statusOf]
  return {
    kind: 'raised',
    name: (typeof name === 'string' ? name : typeof error).slice(0, MAX_MESSAGE),
    message: String(error?.message ?? error).slice(0, MAX_MESSAGE),
    status: Number.isSafeInteger(status) ? status : null,
  }
}
