import { z } from 'zod'

/** What is read of an HTTP Archive; browsers and proxies put much more there. http://www.softwareishard.com/blog/har-12-spec/ */
const harOf = <T extends z.ZodType>(entry: T) =>
  z.looseObject({
    log: z.looseObject({
      creator: z.looseObject({ name: z.string(), version: z.string().nullish() }).nullish(),
      browser: z.looseObject({ name: z.string(), version: z.string().nullish() }).nullish(),
      entries: z.array(entry).min(1),
    }),
  })

const request = z.looseObject({ method: z.string().min(1), url: z.string() })

/** A recording of which the answers are wanted. */
export const harAnswersSchema = harOf(
  z.looseObject({
    request,
    response: z.looseObject({
      status: z.number(),
      content: z
        .looseObject({ text: z.string().nullish(), mimeType: z.string().nullish(), encoding: z.string().nullish() })
        .nullish(),
    }),
  }),
)

const named = z.looseObject({ name: z.string(), value: z.string() })

/** A recording of which the requests are wanted: whole, or what is not there would read as not sent. */
export const harRequestsSchema = harOf(
  z.looseObject({
    request: request.extend({
      headers: z.array(named),
      cookies: z.array(named).nullish(),
      postData: z
        .looseObject({
          mimeType: z.string().nullish(),
          text: z.string().nullish(),
          encoding: z.string().nullish(),
          params: z.array(z.looseObject({ name: z.string(), value: z.string().nullish() })).nullish(),
        })
        .nullish(),
    }),
    response: z.looseObject({ status: z.number() }),
  }),
)
