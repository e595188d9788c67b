import { ANYWHERE } from '../../model/gateway-facts.ts'
import { decoded as withoutCodings } from '../capture/decoded.ts'
import type { Gateway } from './gateway.ts'
import { msw } from './msw.ts'
import { said } from './said.ts'
import { usualAnswer } from './usual-answer.ts'
import { vendorAnswers } from './vendor-answers.ts'

/**
 * For an API of which nobody said where it looks for a credential: whoever shows one of this run's, wherever it stands, is
 * let in. So a version that loses it is refused; one that puts it elsewhere is told by the difference alone.
 */
export const anywhere: Gateway = {
  id: ANYWHERE,
  title: 'Any API: a credential of this run is good wherever it stands.',
  byName: true,
  forAny: true,
  handlers: (context) => {
    const { credentials } = context
    const vendor = vendorAnswers(context)
    return [
      msw().http.all('*', async ({ request }) =>
        (await isShown(request, credentials.roles.map(credentials.of)))
          ? usualAnswer(request, vendor)
          : said(`${ANYWHERE}: no credential`, {
              status: 401,
              body: { message: 'No credential of this run was shown.' },
            }),
      ),
    ]
  },
}

/** In the address, a field (in Base64 too, whatever the scheme before it is called) or the body, in whichever coding that was sent. */
const isShown = async (request: Request, values: readonly string[]): Promise<boolean> => {
  const fields = [...request.headers].map(([, value]) => value)
  // Of a vendor's own scheme it is not known how it is written: some are HTTP Basic by another name.
  const inBase64 = fields.flatMap((value) => {
    const [, last] = /(?:^|\s)([\w+/-]+=*)$/.exec(value) ?? []
    return last === undefined ? [] : [Buffer.from(last, 'base64').toString()]
  })
  const texts = [request.url, decoded(request.url), ...fields, ...inBase64]
  const isIn = (text: string): boolean => values.some((value) => text.includes(value))
  if (texts.some(isIn)) return true
  const sent = Buffer.from(await request.clone().arrayBuffer())
  const body = withoutCodings(sent, [...request.headers]).bytes.toString()
  return isIn(body) || isIn(decoded(body))
}

/** As a form or a query has it. Bytes that are none are no text either. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
