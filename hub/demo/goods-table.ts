/** One kind of thing on a shelf, before it has numbers, bays and stock. */
export type Good = {
  readonly section: Section;
  readonly brandZh: string;
  readonly country: Country;
  readonly nameZh: string;
  readonly nameEn: string;
  /** fen: a piece, or a kilogram where it is sold by weight */
  readonly priceMinor: number;
  readonly casePack: number;
};

export type Section = {
  readonly zh: string;
  readonly en: string;
  /** first letter of its bays; V is the fresh counter, where things are weighed */
  readonly bay: string;
  /** what an ordinary thing of this section sells a day, in pieces or grams */
  readonly velocity: number;
};

export type Country = 'CN' | 'HK' | 'TW' | 'JP' | 'GB' | 'US' | 'KR' | 'TH' | 'FR';

type Names = { readonly zh: string; readonly en: string };
type Size = Names & { readonly priceMinor: number; readonly casePack: number };

/** Reads the tables of the folder `goods`, whose form the first of them explains. */
export function readGoods(table: string): Good[] {
  const goods: Good[] = [];
  let section: Section = { zh: '', en: '', bay: 'A', velocity: 1 };
  for (const line of table.split('\n').filter((text) => text !== '')) {
    if (line.startsWith('# ')) section = readSection(line.slice(2));
    else goods.push(...readFamily(line, section));
  }
  return goods;
}

function readSection(line: string): Section {
  const [zh = '', en = '', bay = '', velocity = ''] = line.split('/');
  return { zh, en, bay, velocity: Number(velocity) };
}

function readFamily(line: string, section: Section): Good[] {
  const [brands = '', products = '', flavours = '', sizes = ''] = line.split('|');
  const [brandText = '', country = 'CN'] = brands.split('@');
  const brand = names(brandText, '/');
  const product = products === '-' ? { zh: '', en: '' } : names(products, '/');
  const kinds = flavours === '' ? [{ zh: '', en: '' }] : flavours.split(', ').map((flavour) => names(flavour, '/'));
  return sizes
    .split(', ')
    .map(readSize)
    .flatMap((size) =>
      kinds.map((kind) => ({
        section,
        brandZh: brand.zh,
        country: country as Country,
        nameZh: joined([brand.zh, kind.zh + product.zh, size.zh]),
        nameEn: joined([brand.en, kind.en, product.en, size.en]),
        priceMinor: size.priceMinor,
        casePack: size.casePack,
      })),
    );
}

function readSize(text: string): Size {
  const words = text.split(' ');
  const casePack = Number(words.pop());
  const yuan = Number(words.pop());
  const size = words.join(' ');
  return { ...(size === '-' ? { zh: '', en: '' } : names(size, '~')), priceMinor: Math.round(yuan * 100), casePack };
}

/** `中文/English`, or one text for both with a blank before its unit in English: 550ml becomes 550 ml. */
function names(text: string, separator: string): Names {
  const [zh = '', en] = text.split(separator);
  return { zh, en: en ?? zh.replace(/(\d)(ml|L|g|kg|mm)\b/g, '$1 $2') };
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');
