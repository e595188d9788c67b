import type { Capture } from '../../model/capture.ts'
import { RECORDED, type Recording } from '../../model/recording.ts'
import type { MeasuredResult } from '../../model/report.ts'
import { maskCapture } from '../mask/mask-capture.ts'
import { redactor } from '../mask/redact.ts'
import { normaliseCapture } from '../normalise/normalise-capture.ts'
import { hideCredentials } from './hide-credentials.ts'
import { createLabels } from './labels.ts'

/**
 * Recordings without secrets and without chance, as captures are: the same value is the same role in all of them, in
 * whichever field, and nothing else of it is left.
 */
export const normaliseRecordings = (recordings: readonly Recording[]): readonly MeasuredResult[] => {
  const labels = createLabels()
  const hidden = recordings.map(({ exchanges }) => exchanges.map((one) => hideCredentials(one, labels)))
  const redact = redactor(labels.known())
  return hidden.map((exchanges) => {
    const capture: Capture = {
      scenario: RECORDED,
      gateway: RECORDED,
      status: 'measured',
      outcome: { kind: 'response', status: 0 },
      exchanges,
    }
    const result = normaliseCapture(maskCapture(capture, { redact, dir: '', hasRoles: true }), {
      version: null,
      today: null,
    })
    if (result.status !== 'measured') throw new Error('A recording stays one.')
    return result
  })
}
