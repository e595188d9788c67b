import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What was just ended may hold its port for a moment. */
const MS = 2_000
const PAUSE_MS = 50

/** Does somebody listen at this port of loopback, and go on doing so? */
export const portTaken = async (port: number): Promise<boolean> => {
  for (let waited = 0; waited < MS; waited += PAUSE_MS) {
    if (!(await listens(port))) return false
    await sleep(PAUSE_MS)
  }
  return true
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    const end = (answer: boolean): void => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => end(true)).once('error', () => end(false))
  })
