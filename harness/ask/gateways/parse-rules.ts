import type { z } from 'zod'
import type { GatewayRules } from '../../model/gateway-rules.ts'
import { readAs } from './read-as.ts'
import { gatewaySchema } from './schema.ts'

/**
 * A gateway file (JSON, comments and trailing commas allowed).
 * @param file its path as messages name it
 * @throws UserError with every fault of the file, each with line and column
 */
export const parseRules = (text: string, file: string): GatewayRules => toRules(readAs(gatewaySchema, text, file))

/** What stands in a gateway file, or in a family for its vendor's API, as the rules that it means. */
export const toRules = ({
  $schema: _,
  credential,
  answers,
  ...rest
}: z.output<typeof gatewaySchema>): GatewayRules => ({
  ...rest,
  credential: typeof credential === 'string' ? [credential] : credential,
  answers: answers.map(({ path, ...answer }, index) => ({
    ...answer,
    name: `answers[${index}]`,
    path: { pattern: path },
  })),
})
