import { type FileContent, fileParts } from './file-credential.ts'

/**
 * What a credential of the user's own looks like, so that a client takes it. In texts `{24}` stands for so many characters
 * made anew for each run: letters and digits, or of the alphabet that is named (`{16:A-Z0-9}`, `{32:hex}`, `{40:base64}`).
 */
export type CredentialShape =
  | string
  /** A JWT of the run's authority (RS256) with these claims beside or instead of those of an Entra token; null leaves one out. */
  | { readonly jwt: Readonly<Record<string, unknown>> }
  /** Two roles, `NAME.user` and `NAME.password`; `NAME` is both as HTTP Basic takes them, `user:password`. */
  | { readonly basic: { readonly user: string; readonly password: string } }
  /**
   * A file, whose path is handed over as `NAME`; each part of it that is made anew is a role of its own. `{rsa}` is a private
   * key.
   */
  | { readonly file: FileContent }

/** By role. */
export type CredentialShapes = Readonly<Record<string, CredentialShape>>

/** The roles that a shape makes. */
export const rolesOf = (name: string, shape: CredentialShape): readonly string[] => {
  if (typeof shape === 'string' || 'jwt' in shape) return [name]
  return 'basic' in shape ? [name, `${name}.user`, `${name}.password`] : [name, ...partRoles(name, shape.file)]
}

/** Those that a request can carry: a file is a program's alone, its parts are not. */
export const sentRolesOf = (name: string, shape: CredentialShape): readonly string[] =>
  typeof shape === 'object' && 'file' in shape ? partRoles(name, shape.file) : rolesOf(name, shape)

const partRoles = (name: string, file: FileContent): readonly string[] => fileParts(name, file).map(({ role }) => role)
