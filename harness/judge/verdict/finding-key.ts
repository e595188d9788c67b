import { literally } from '../../model/pattern.ts'
import type { Finding } from '../../model/report.ts'
import { stableId } from './stable-id.ts'

/**
 * By what the same change is recognised at another version: SDK and change, the step's own versions taken out. A release
 * that takes the place of the one before gives the finding another id, and this key.
 * @param signature one text for each change, see `signatureOf`
 */
export const findingKey = (
  { sdk, from, to }: Pick<Finding, 'sdk' | 'from' | 'to'>,
  signature: readonly string[],
): string => {
  const neutral = signature.map((text) => [from, to].reduce(withoutVersion, text)).sort()
  return `${sdk}-${stableId(JSON.stringify([sdk, neutral]))}`
}

const withoutVersion = (text: string, version: string): string =>
  text.replaceAll(new RegExp(`(?<!\\d|\\d\\.)${literally(version)}(?!\\.?\\d)`, 'g'), '‹version›')
