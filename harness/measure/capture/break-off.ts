import type { Socket } from 'node:net'
import type { Outgoing } from './message.ts'

/**
 * Resets a connection, before anything was said or behind the header fields of an answer whose body never comes. The
 * client has the fields by then: a reset does not take away what has arrived.
 * @param socket the connection itself, beneath TLS if there is any
 */
export const resetConnection = async (
  when: 'before-headers' | 'after-headers',
  response: Outgoing,
  socket: Socket,
): Promise<void> => {
  if (when === 'after-headers') await beginAnswer(response)
  socket.resetAndDestroy()
}

/** The header fields of an answer whose body does not come to its end. */
export const beginAnswer = (response: Outgoing): Promise<void> => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '4096' })
  return new Promise((resolve) => response.write('{', () => resolve()))
}
