/** What a registered screen shows: a year and more, renewed by registering anew. */
export const SCREEN_COOKIE = 'tillside_screen';
/** What a signed-in person's browser shows: gone when the browser is closed, and long before on the hub. */
export const SESSION_COOKIE = 'tillside_session';
const SCREEN_SECONDS = 400 * 24 * 3600;

/** The value of one cookie of a request; undefined when it is not there. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || undefined;
  }
  return undefined;
}

/**
 * No script reads it and no other site's page makes a browser send it. Not `Secure`: in the shop's own network the hub
 * speaks plain HTTP until somebody gives it a certificate, and a cookie that is never sent lets nobody in.
 */
export function setCookie(name: string, value: string): string {
  const age = name === SCREEN_COOKIE ? `; Max-Age=${SCREEN_SECONDS}` : '';
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Strict${age}`;
}
export function dropCookie(name: string): string {
  return `${name}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`;
}
