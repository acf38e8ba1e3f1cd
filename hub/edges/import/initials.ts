import { pinyin } from 'pinyin-pro';

/** Pinyin initials of a Chinese name, for search by a keyboard: 农夫山泉 550ml is `nfsq550ml`. */
export function initialsOf(nameZh: string): string {
  const letters = pinyin(nameZh, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' });
  return letters
    .join('')
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .slice(0, 60);
}
