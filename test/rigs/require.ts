import { execFileSync } from 'node:child_process';

const seen = new Map<string, boolean>();

/**
 * Whether a program (or a Python/GObject part, written `gi:Name`) is on this machine. A developer's run skips what is
 * absent; a run with TILLSIDE_REQUIRE=1 (CI) fails instead, so that a missing part is never a quiet green.
 * @param name a command on the PATH, or `gi:UMockdev`
 */
export function needs(name: string): boolean {
  const known = seen.get(name);
  const found = known ?? present(name);
  seen.set(name, found);
  if (!found && process.env.TILLSIDE_REQUIRE === '1') {
    throw new Error(`${name} is required here (TILLSIDE_REQUIRE=1) and was not found; see .ci/run for what to install`);
  }
  return found;
}

function present(name: string): boolean {
  const [command, args]: [string, string[]] = name.startsWith('gi:')
    ? ['/usr/bin/python3', ['-c', `import gi; gi.require_version('${name.slice(3)}','1.0')`]]
    : ['/bin/sh', ['-c', `command -v ${name}`]];
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
