import type { Notices } from '../../../model/notice.ts'

/** A badge's data, to be put where a badge service reads it. https://shields.io/badges/endpoint-badge */
export const badge = ({ exitCode, notices }: Notices): string => {
  const failing = notices.filter(({ standing }) => standing === 'fails').length
  const [message, color] = {
    0: ['no drift that fails', 'brightgreen'],
    1: [`${failing} failing`, 'red'],
    3: ['could not tell', 'yellow'],
    4: ['sdkdrift failed', 'lightgrey'],
  }[exitCode] ?? ['could not tell', 'yellow']
  return `${JSON.stringify({ schemaVersion: 1, label: 'sdkdrift', message, color })}\n`
}
