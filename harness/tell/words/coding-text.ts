import { MAX_DECODED_BYTES } from '../../model/body-coding.ts'
import type { WireCoding } from '../../model/report.ts'
import { clean } from './plain.ts'

/** How a body was sent that lay in content codings, and how it stands here; its subject is the body. */
export const codingText = (coding: WireCoding): string => {
  if ('undone' in coding) return `was sent in ${clean(coding.undone)}, and stands here decoded`
  const as = clean(coding.left)
  switch (coding.why) {
    case 'damaged':
      return `says that it is in ${as}, which it is not, or not whole: it stands here as it was sent`
    case 'too-long':
      return `was sent in ${as} and comes to more than ${MAX_DECODED_BYTES / 1024} KiB: it stands here as it was sent`
    case 'too-many':
      return `says that it is in ${as}, more than is undone: it stands here as it was sent`
  }
}
