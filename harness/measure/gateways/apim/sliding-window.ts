import type { Limited, Meter } from './limited.ts'

/** What was counted, oldest first; what is before `from` is over. */
class Log {
  readonly entries: { readonly atMs: number; count: number }[] = []
  from = 0
  used = 0

  forgetUntil(ms: number): void {
    for (let first = this.entries[this.from]; first && first.atMs <= ms; first = this.entries[this.from]) {
      this.used -= first.count
      this.from += 1
    }
    if (this.from > 1000 && this.from * 2 > this.entries.length) {
      this.entries.splice(0, this.from)
      this.from = 0
    }
  }

  add(atMs: number, count: number): void {
    const last = this.entries.at(-1)
    if (last?.atMs === atMs && this.from < this.entries.length) last.count += count
    else this.entries.push({ atMs, count })
    this.used += count
  }
}

/** Whatever was counted within the last seconds counts, and no more: the classic tiers. */
export const slidingWindow = ({ memory, key, seconds, most, nowMs }: Limited): Meter => {
  const known = memory.get(key)
  const log = known instanceof Log ? known : new Log()
  memory.set(key, log)
  log.forgetUntil(nowMs - seconds * 1000)
  return {
    used: () => log.used,
    count: (more) => log.add(nowMs, more),
    secondsLeft: (room) => {
      let left = log.used
      let freeMs = nowMs
      for (let at = log.from; at < log.entries.length && left + room > most; at += 1) {
        const entry = log.entries[at]
        if (!entry) break
        left -= entry.count
        freeMs = entry.atMs + seconds * 1000
      }
      return Math.max(1, Math.ceil((freeMs - nowMs) / 1000))
    },
  }
}
