import { endOfBracket } from './quoted.ts'

/**
 * Where the expression ends whose `@` stands at this offset: the offset after its closing bracket. Null: no `@(` or
 * `@{` stands here, or it is not closed. Strings (also verbatim and interpolated), characters and comments are read as
 * C# reads them, so that brackets and quotes in them end nothing: in an attribute they are written as they are.
 * https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#syntax
 */
export const endOfExpression = (text: string, offset: number): number | null => {
  const bracket = text[offset + 1]
  if (text[offset] !== '@' || (bracket !== '(' && bracket !== '{')) return null
  return endOfBracket(text, offset + 1)
}
