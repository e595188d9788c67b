const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
type Signal = (typeof SIGNALS)[number]

/** How many wait for it by themselves. */
let waiting = 0

/** At Ctrl-C (SIGINT), SIGTERM or SIGHUP tells so, and ends the process by that very signal: who started it sees why. */
export const tellWhenInterrupted = (tell: (signal: Signal) => void): void => {
  for (const signal of SIGNALS)
    process.once(signal, () => {
      if (waiting > 0) return
      tell(signal)
      // A signal ends a process without its end's chores: programs that it started are ended, half-written files go.
      process.emit('exit', 0)
      for (const one of SIGNALS) process.removeAllListeners(one)
      process.kill(process.pid, signal)
    })
}

/** Resolves at the first Ctrl-C (SIGINT), SIGTERM or SIGHUP; the next one ends the process as usual. */
export const untilInterrupted = (): Promise<void> =>
  new Promise((resolve) => {
    waiting += 1
    const end = (): void => {
      for (const signal of SIGNALS) process.off(signal, end)
      resolve()
    }
    for (const signal of SIGNALS) process.on(signal, end)
  })
