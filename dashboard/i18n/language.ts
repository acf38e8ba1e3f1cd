import { type ReadonlySignal, signal } from '@preact/signals';
import type { Surroundings } from '../surroundings.ts';
import type { WordKey } from './zh-cn.ts';

export type LanguageCode = 'zh-CN' | 'en';
export type Params = Readonly<Record<string, string | number>>;
export type { WordKey };

/** The dictionary comes in parts, so that a counter does not wait for the words of headquarters. */
export type Part =
  | 'everywhere'
  | 'counter'
  | 'board'
  | 'work'
  | 'till'
  | 'counts'
  | 'start'
  | 'offers'
  | 'orders'
  | 'routines'
  | 'shop'
  | 'shift'
  | 'stock'
  | 'supply'
  | 'hq'
  | 'door'
  | 'problems';
type Loaded = Readonly<Record<string, string>>;
export type WordLoader = Readonly<Record<LanguageCode, (part: Part) => Promise<Loaded>>>;

/** The words of a page, in the language of its reader. Whoever reads a word in a component is drawn anew at a change. */
export interface Language {
  readonly code: ReadonlySignal<LanguageCode>;
  /** A word or sentence; `{name}` in it is replaced by the parameter of that name. */
  t(key: WordKey, params?: Params): string;
  /** The word for a code that may or may not be in the dictionary, such as the code of a refusal. */
  find(key: string, params?: Params): string | undefined;
  /** The name of a thing that has one in each language. */
  name(thing: { readonly nameZh?: string | undefined; readonly nameEn?: string | undefined }): string;
  choose(code: LanguageCode): Promise<void>;
  /** Loads parts that are not there yet. */
  need(parts: readonly Part[]): Promise<void>;
}

const MEMORY = 'language';

/** Begins in the language this browser used last; Chinese where nobody chose. No words are there before `need`. */
export function createLanguage(
  around: Surroundings,
  load: WordLoader,
  onChange: (code: LanguageCode) => void,
): Language {
  const code = signal<LanguageCode>(around.recall(MEMORY) === 'en' ? 'en' : 'zh-CN');
  const words = signal<Loaded>({});
  const wanted = new Set<Part>();
  onChange(code.value);

  const fetchParts = async (next: LanguageCode, parts: readonly Part[]): Promise<Loaded> =>
    Object.assign({}, ...(await Promise.all(parts.map((part) => load[next](part)))));
  const find = (key: string, params?: Params) => {
    const word = words.value[key];
    return word === undefined ? undefined : fill(word, params);
  };
  return {
    code,
    t: (key, params) => find(key, params) ?? key,
    find,
    name: ({ nameZh, nameEn }) => (code.value === 'en' ? nameEn || nameZh : nameZh || nameEn) ?? '',
    async choose(next) {
      const all = await fetchParts(next, [...wanted]);
      words.value = all;
      code.value = next;
      around.remember(MEMORY, next);
      onChange(next);
    },
    async need(parts) {
      const missing = parts.filter((part) => !wanted.has(part));
      if (missing.length === 0) return;
      const now = code.value;
      const more = await fetchParts(now, missing);
      for (const part of missing) wanted.add(part);
      if (now === code.value) words.value = { ...words.value, ...more };
      else await this.choose(code.value);
    },
  };
}

/** Puts parameters into a sentence. A missing one stays visible as `{name}`: a fault to be seen, not hidden. */
export function fill(word: string, params: Params | undefined): string {
  return params === undefined ? word : word.replace(/\{(\w+)\}/g, (hole, name: string) => String(params[name] ?? hole));
}
