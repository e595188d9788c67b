import { z } from 'zod'

// HTTP Archive 1.2 as http://www.softwareishard.com/blog/har-12-spec/ has it: every field that it names and no other, but
// for those that begin with an underscore.

const comment = z.string().exactOptional()
const object = <T extends z.core.$ZodLooseShape>(shape: T) => z.strictObject({ ...shape, comment })
const time = z.iso.datetime({ offset: true })
/** Bytes, or -1 where that is not known. */
const size = z.int().min(-1)
const spent = z.number().min(0)
/** Milliseconds, or -1 where it does not apply. */
const maybeSpent = z.number().min(-1).exactOptional()

const named = object({ name: z.string(), value: z.string() })
const cookie = object({
  name: z.string(),
  value: z.string(),
  path: z.string().exactOptional(),
  domain: z.string().exactOptional(),
  expires: time.nullish(),
  httpOnly: z.boolean().exactOptional(),
  secure: z.boolean().exactOptional(),
})

const request = object({
  method: z.string().min(1),
  url: z.string().regex(/^\w+:\/\/[^#]*$/, { error: 'an absolute address without a fragment' }),
  httpVersion: z.string(),
  cookies: z.array(cookie),
  headers: z.array(named),
  queryString: z.array(named),
  postData: object({ mimeType: z.string(), text: z.string() }).exactOptional(),
  headersSize: size,
  bodySize: size,
})

const response = object({
  status: z.int(),
  statusText: z.string(),
  httpVersion: z.string(),
  cookies: z.array(cookie),
  headers: z.array(named),
  content: object({
    size,
    compression: z.int().exactOptional(),
    mimeType: z.string(),
    text: z.string().exactOptional(),
    encoding: z.string().exactOptional(),
  }),
  redirectURL: z.string(),
  headersSize: size,
  bodySize: size,
})

/** A file that follows the standard to the letter; what recorders write is read more generously. */
export const har12Schema = z.strictObject({
  log: object({
    version: z.literal('1.2'),
    creator: object({ name: z.string(), version: z.string() }),
    browser: object({ name: z.string(), version: z.string() }).exactOptional(),
    pages: z
      .array(
        object({
          startedDateTime: time,
          id: z.string(),
          title: z.string(),
          pageTimings: object({ onContentLoad: maybeSpent, onLoad: maybeSpent }),
        }),
      )
      .exactOptional(),
    entries: z.array(
      object({
        pageref: z.string().exactOptional(),
        startedDateTime: time,
        time: spent,
        request,
        response,
        cache: z.strictObject({}),
        timings: object({
          blocked: maybeSpent,
          dns: maybeSpent,
          connect: maybeSpent,
          send: spent,
          wait: spent,
          receive: spent,
          ssl: maybeSpent,
        }),
        serverIPAddress: z.string().exactOptional(),
        connection: z.string().exactOptional(),
      }),
    ),
  }),
})
