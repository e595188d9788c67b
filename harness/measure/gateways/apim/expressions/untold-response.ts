import { Thing } from './objects.ts'

/**
 * The answer to a question that nobody could be asked here, and whose failure the document ignores: the answer that it would
 * have had may be what decides about the request, so whoever looks at it cannot be told.
 */
export class UntoldResponse extends Thing {
  readonly why: string

  constructor(why: string) {
    super('Untold')
    this.why = why
  }
}
