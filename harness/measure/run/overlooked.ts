import type { Overlooked } from '../../model/capture.ts'
import { counted } from '../../model/listed.ts'
import type { Unseen } from '../capture/unseen.ts'

/** Why a cell was not measured whole; null when all that had arrived by its end was looked at. */
export const overlooked = (
  { tooMany, malformed }: Pick<Unseen, 'tooMany' | 'malformed'>,
  kept: number,
): Overlooked | null => {
  if (tooMany > 0)
    return {
      status: 'too-many-requests',
      requests: kept + tooMany,
      reason: `${counted(kept + tooMany, 'request')} arrived, of which ${kept} ${kept === 1 ? 'was' : 'were'} kept: what is too many, or longer than a version’s may be in all, is not looked at, and is answered 404.`,
    }
  if (malformed > 0)
    return {
      status: 'malformed-request',
      requests: malformed,
      reason: `${counted(malformed, 'request')} could not be read as HTTP, and ${malformed === 1 ? 'was' : 'were'} answered 400.`,
    }
  return null
}
