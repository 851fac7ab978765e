import { specifyApps } from './specify-apps.ts';

specifyApps('koa');
