import type { GatewaySettings } from './gateway-settings.ts'

/** The gateway that takes a credential wherever it stands: it says least, and is asked last. */
export const ANYWHERE = 'anywhere'

/** What is to be known of a gateway without asking it. */
export type GatewayFacts = {
  readonly id: string
  /** One sentence. */
  readonly title: string
  /** A file of the user's: every scenario runs behind it. Results are kept where a digest tells that it is the same. */
  readonly own?: true
  /** Of a file that is data and no program: results are kept as long as it says the same. */
  readonly digest?: string
  /** What a run behind it must tell: what of it is not done as it is written. Default: nothing. */
  readonly notes?: readonly string[]
  /**
   * Taken only when named by its id, and then for every scenario: no glob means it, and no scenario knows it, since it
   * stands for no service in particular.
   */
  readonly byName?: true
  /** It asks for a credential as any API may: a package that nobody knows is tried behind it where nobody said which. */
  readonly forAny?: true
  /** The families of SDKs whose API it is. None given: it stands in front of any. */
  readonly families?: readonly string[]
  /** It is the vendor's own API: what `vendor` means in a scenario's `behind`. */
  readonly vendor?: true
  /** What the user has set it to: its answers are then not those of a run that did not. */
  readonly settings?: GatewaySettings
}
