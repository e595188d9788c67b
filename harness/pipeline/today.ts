import type { Clock } from '../edges/clock.ts'

/** YYYY-MM-DD, UTC: what an SDK sends that names the day. */
export const todayOf = (clock: Clock): string => clock.now().toISOString().slice(0, 10)
