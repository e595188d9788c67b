import type { GatewayRules } from '../../model/gateway-rules.ts'
import { readAs } from './read-as.ts'
import { gatewaySchema } from './schema.ts'

/**
 * A gateway file (JSON, comments and trailing commas allowed).
 * @param file its path as messages name it
 * @throws UserError with every fault of the file, each with line and column
 */
export const parseRules = (text: string, file: string): GatewayRules => {
  const { $schema: _, credential, answers, ...rest } = readAs(gatewaySchema, text, file)
  return {
    ...rest,
    credential: typeof credential === 'string' ? [credential] : credential,
    answers: answers.map(({ path, ...answer }, index) => ({
      ...answer,
      name: `answers[${index}]`,
      path: { pattern: path },
    })),
  }
}
