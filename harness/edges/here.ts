/** The folder and the environment that this process was started in. */
export const here = (): { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> } => ({
  cwd: process.cwd(),
  env: process.env,
})
