import { type ReadonlySignal, signal } from '@preact/signals';
import type { Surroundings } from '../surroundings.ts';
import type { WordKey, Words } from './zh-cn.ts';

export type LanguageCode = 'zh-CN' | 'en';
export type Params = Readonly<Record<string, string | number>>;
export type { WordKey };

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
}
export type WordLoader = Readonly<Record<LanguageCode, () => Promise<Words>>>;

const MEMORY = 'language';

/** Loads the language this browser used last; Chinese where nobody chose. */
export async function createLanguage(
  around: Surroundings,
  load: WordLoader,
  onChange: (code: LanguageCode) => void,
): Promise<Language> {
  const remembered: LanguageCode = around.recall(MEMORY) === 'en' ? 'en' : 'zh-CN';
  const code = signal<LanguageCode>(remembered);
  const words = signal<Readonly<Record<string, string>>>(await load[remembered]());
  onChange(remembered);

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
      words.value = await load[next]();
      code.value = next;
      around.remember(MEMORY, next);
      onChange(next);
    },
  };
}

/** Puts parameters into a sentence. A missing one stays visible as `{name}`: a fault to be seen, not hidden. */
export function fill(word: string, params: Params | undefined): string {
  return params === undefined ? word : word.replace(/\{(\w+)\}/g, (hole, name: string) => String(params[name] ?? hole));
}
