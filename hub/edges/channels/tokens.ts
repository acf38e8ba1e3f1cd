import { timingSafeEqual } from 'node:crypto';

/**
 * Reads `web=TOKEN, app=TOKEN`: each channel has a secret of its own, so that one that leaks opens one channel.
 * @throws when a channel has no token of at least 16 signs; the sentence names the channel and never the token
 */
export function readChannelTokens(text: string | undefined): ReadonlyMap<string, string> {
  const tokens = new Map<string, string>();
  for (const part of (text ?? '').split(',').map((one) => one.trim())) {
    if (part === '') continue;
    const at = part.indexOf('=');
    const channel = part.slice(0, Math.max(0, at)).trim();
    const token = part.slice(at + 1).trim();
    if (!/^[a-z][a-z0-9-]{0,29}$/.test(channel) || token.length < 16)
      throw new Error(`channelTokens: expected channel=TOKEN with at least 16 signs, at ${channel || 'the beginning'}`);
    tokens.set(channel, token);
  }
  return tokens;
}

/** Which channel shows this token; every token is compared in constant time. */
export function channelOf(tokens: ReadonlyMap<string, string>, authorization: string | undefined): string | undefined {
  const shown = Buffer.from(authorization ?? '');
  let found: string | undefined;
  for (const [channel, token] of tokens) {
    const wanted = Buffer.from(`Bearer ${token}`);
    if (shown.length === wanted.length && timingSafeEqual(shown, wanted)) found = channel;
  }
  return found;
}
