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
  if (when === 'after-headers') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '4096' })
    await new Promise<void>((resolve) => response.write('{', () => resolve()))
  }
  socket.resetAndDestroy()
}
