import { after } from 'node:test';
import { stop } from './harness';
import './accessibility';
import './catalog';
import './compare';
import './explain';
import './security';
import './size';

after(stop);
