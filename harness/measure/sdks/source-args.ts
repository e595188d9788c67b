import type { KeyPair } from '../../model/certificate.ts'
import type { Arg, Called, Made } from '../../model/recipe.ts'
import type { FieldsAs, OwnTransport } from '../../model/scenario.ts'
import type { FileWords } from './source-words.ts'

/** An agent of the caller’s own, as a recipe writes it. */
export type Agent = { readonly proxy?: string; readonly certificate?: KeyPair }
type Of<K extends string> = { readonly [key in K]: readonly string[] }

export const isList = (arg: object): arg is readonly Arg[] => Array.isArray(arg)
export const isProvider = (arg: object): arg is Of<'$provider'> => '$provider' in arg
export const isMade = (arg: object): arg is { readonly $make: Made } => '$make' in arg
export const isCall = (arg: object): arg is { readonly $call: Called } => '$call' in arg
export const isExport = (
  arg: object,
): arg is { readonly $export: { readonly module?: string; readonly name: string } } => '$export' in arg
export const isNothing = (arg: object): boolean => '$nothing' in arg
export const isClient = (arg: object): boolean => '$client' in arg
export const isAgent = (arg: object): arg is { readonly $agent: Agent } => '$agent' in arg
export const isBlocking = (arg: object): arg is { readonly $blocking: Arg } => '$blocking' in arg
export const isFile = (arg: object): arg is { readonly $file: FileWords } => '$file' in arg
export const isFields = (arg: object): arg is { readonly $fields: { readonly as: FieldsAs; readonly of: Arg } } =>
  '$fields' in arg
export const isTransport = (
  arg: object,
): arg is {
  readonly $transport: {
    readonly kind: OwnTransport
    readonly authorization?: string
    readonly proxy?: string
    readonly certificate?: KeyPair
  }
} => '$transport' in arg
export const isTokens = (arg: object): arg is { readonly $tokens: Arg } => '$tokens' in arg
export const isInstance = (arg: object): arg is Of<'$new'> => '$new' in arg
