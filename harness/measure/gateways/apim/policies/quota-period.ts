/** One period of a quota, which holds now. */
type QuotaPeriod = { readonly firstMs: number; readonly seconds: number }

export const QUOTA_PERIODS = ['Hourly', 'Daily', 'Weekly', 'Monthly', 'Yearly'] as const

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/**
 * A period begins where the time in UTC is cut to its unit; a week on Monday. null: there is no such unit.
 * https://learn.microsoft.com/azure/api-management/llm-token-limit-policy#attributes
 */
export const quotaPeriod = (unit: string, now: Date): QuotaPeriod | null => {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()]
  const day = Date.UTC(year, month, now.getUTCDate())
  const from = (beginMs: number, endMs: number): QuotaPeriod => ({
    firstMs: beginMs,
    seconds: (endMs - beginMs) / 1000,
  })
  switch (unit.toLowerCase()) {
    case 'hourly': {
      const hour = day + now.getUTCHours() * HOUR_MS
      return from(hour, hour + HOUR_MS)
    }
    case 'daily':
      return from(day, day + DAY_MS)
    case 'weekly': {
      const monday = day - ((now.getUTCDay() + 6) % 7) * DAY_MS
      return from(monday, monday + 7 * DAY_MS)
    }
    case 'monthly':
      return from(Date.UTC(year, month), Date.UTC(year, month + 1))
    case 'yearly':
      return from(Date.UTC(year, 0), Date.UTC(year + 1, 0))
    default:
      return null
  }
}
