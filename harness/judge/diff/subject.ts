import { BODY_CODING } from '../../model/body-place.ts'
import type { Difference } from '../../model/report.ts'

/** What a change is about, whichever way it went: `header accept`, `body /model`, `requests`, `outcome`. */
export const subjectOf = (change: Difference): string => {
  switch (change.kind) {
    case 'header-added':
    case 'header-removed':
    case 'header-changed':
    case 'header-case':
      return `header ${change.name}`
    case 'header-order':
      return 'header order'
    case 'credential-moved':
    case 'credential-leaked':
    case 'credential-withheld':
      return `credential ${change.name}`
    case 'request-added':
    case 'request-removed':
    case 'request-count':
      return 'requests'
    case 'wait':
      return change.name
    case 'reach':
      return `reach ${change.name}`
    case 'body-form':
      return change.name === BODY_CODING ? 'body coding' : 'body form'
    case 'body':
      return `body ${change.name}`
    case 'outcome':
    case 'error':
      return 'outcome'
    case 'method':
    case 'origin':
    case 'path':
    case 'query':
    case 'certificate':
      return change.kind
  }
}
