// Whose it is what happens: late things belong to the job that began them, not to the one that is under way.
import { AsyncLocalStorage } from 'node:async_hooks'

const { Promise: Promised } = globalThis

export const whoseJob = () => {
  const jobOf = new AsyncLocalStorage()
  let current
  const its = () => jobOf.getStore() ?? current
  return {
    /**
     * A job follows, whose names lead to this port.
     * @param {(ms: number | null) => Promise<boolean>} wait asks the harness whether so much of its time may pass
     */
    begin: ({ hostPort, hosts }, wait) => {
      // `Promise.withResolvers` is not there in Node 20.
      let refuse
      const refused = new Promise((resolve) => {
        refuse = resolve
      })
      const own = { isOver: false, hostPort, hosts, refuse, wait }
      current = own
      return {
        refused,
        run: (carry) => jobOf.run(own, carry),
        isOver: () => own.isOver,
        end: () => {
          own.isOver = true
        },
      }
    },
    /** Where names lead. */
    ledTo: () => its(),
    /** A refused connection ends its job at once: SDKs would try again, and again. Was there one? */
    refused: (host, port) => {
      const own = its()
      own?.refuse({ kind: 'egress', host, port: Number.isSafeInteger(port) ? port : 0 })
      return own !== undefined
    },
    endless: () => current.refuse({ kind: 'endless' }),
    /** The harness knows what is being answered, and tells the next request how long it has waited. */
    skip: (ms) =>
      current === undefined || current.isOver ? new Promised((resolve) => resolve(false)) : current.wait(ms),
  }
}
