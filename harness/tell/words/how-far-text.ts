import type { HowFar } from '../../model/gate.ts'

/** "safe up to 2.33.0; 2.34.0 is blocked: it no longer sends …; with the way out below, up to 3.57.0", then the ends. */
export const howFarLines = (
  { safe, line, first, withWayOut, ends, looked, of }: HowFar,
  from: string,
): readonly string[] => {
  const reached =
    safe === from
      ? `nothing newer than ${from} was seen to be safe as you are`
      : `safe up to ${safe}${line ? ` (line ${line})` : ''}`
  const stop = first ? `; ${first.version} is ${SAID[first.verdict]}: ${first.why}` : ''
  const way = withWayOut ? `; with the way out below, up to ${withWayOut}` : ''
  return [
    `${reached}${stop}${way}`,
    `${ends.map(({ is, version, verdict }) => `${is.map((end) => ENDS[end]).join(', ')}: ${version} ${verdict}`).join(' · ')} (${looked} of ${of} newer versions measured)`,
  ]
}

const ENDS = {
  allowed: 'newest that your range allows',
  'same-major': 'newest of the same major',
  newest: 'newest of all',
} as const

const SAID = {
  blocked: 'blocked',
  unknown: 'not known',
  review: 'for review',
  safe: 'safe',
  current: 'as it is',
} as const
