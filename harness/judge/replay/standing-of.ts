import type { Standing } from '../../model/replay.ts'

type Said = { readonly status: number; readonly by: string }

/** What a gateway's answer to a first request says of who asked. */
export const standingOf = ({ status, by }: Said): Standing => {
  // The gateway's own word for what it does not know.
  if (/ cannot tell(?:: |$)/u.test(by)) return { kind: 'cannot-tell', why: by }
  // To a page where one signs in, or to another address of the same API: nobody asks there.
  if (status >= 300 && status < 400)
    return { kind: 'cannot-tell', why: `${status} by ${by}: what a redirect leads to is not replayed` }
  return { kind: status < 400 ? 'let-in' : 'refused', status, by }
}
