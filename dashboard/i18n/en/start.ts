import type { start as zh } from '../zh-cn/start.ts';

export const start: Readonly<Record<keyof typeof zh, string>> = {
  'page.offers': 'Promotions and templates',
  'page.routines': 'Routines and alerts',
  'start.routines': 'opening, closing, patrol; who is told when work is late',
  'start.lost': 'There is no such page. Choose one below.',
  'start.counters': 'Counters',
  'start.counter-hint': 'No. {number} · scan, sell, receive',
  'start.shop': 'In the shop',
  'start.board': 'Restocking, slips, shift change',
  'start.catalogue': 'Stock, receiving, corrections, unknown codes',
  'start.orders': 'Orders of web, phone and counters; picking, returns',
  'start.offers': 'Discounts, coupons, set meals',
  'start.stock': 'Promised, worth, lots, losses, recalls',
  'start.receiving': 'Deliveries, transfers, returns, by scan',
  'start.restock': 'What is low, why, and what to order',
  'start.counts': 'Count while trading, explain and post',
  'start.shift': 'Roster, hand-overs, who is here',
  'start.staff': 'Badges to print and scan',
  'start.door': 'PINs and screens',
  'start.devices': 'Scanners and slip printers',
  'start.hq': 'Every shop’s stock and tasks, each with its time',
};
