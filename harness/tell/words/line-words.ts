import type { Finding } from '../../model/report.ts'

/** Of which release line a finding's step is, in words; null where its SDK's versions form one line. */
export const lineWords = ({ from, to, line }: Pick<Finding, 'from' | 'to' | 'line'>): string | null => {
  if (!line) return null
  if (line.across)
    return `from ${line.from} to ${line.to}: ${from} came out after ${to}, so that nothing of this need be in the history of either`
  return line.from === line.to
    ? `${line.to}`
    : `${line.to}, which left ${line.from}: ${from} is the newest measured one that was out when ${to} came out`
}
