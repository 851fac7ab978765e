import { createHash } from 'node:crypto';

/**
 * The script of the page: it copies, and it makes tabs of the sections under "What production sends". Without it, each text is readable where it stands.
 * `execCommand` is for pages that are not on localhost and not on https, where there is no `navigator.clipboard`.
 */
export const SCRIPT = `(()=>{
const all=(s,e=document)=>[...e.querySelectorAll(s)],live=document.getElementById('live');
const old=t=>{const a=document.createElement('textarea');a.value=t;a.className='sr';document.body.append(a);a.select();const d=document.execCommand('copy');a.remove();if(!d)throw 0};
const copy=async t=>{try{await navigator.clipboard.writeText(t)}catch{old(t)}};
for(const b of all('[data-copy],[data-text]')){
const source=b.dataset.copy&&document.getElementById(b.dataset.copy);
if(b.dataset.copy&&!source)continue;
const name=b.textContent;let timer;b.hidden=false;
b.addEventListener('click',async()=>{let said='Copied';try{await copy(source?source.textContent:b.dataset.text)}catch{said='Not copied';if(source){const d=source.closest('details');if(d)d.open=true;getSelection().selectAllChildren(source)}}
b.textContent=said;live.textContent=said+': '+name;b.focus();clearTimeout(timer);timer=setTimeout(()=>{b.textContent=name;live.textContent=''},2000)})}
for(const box of all('[data-tabs]')){
const panels=all('.panel',box),bar=document.createElement('div');bar.setAttribute('role','tablist');bar.setAttribute('aria-label','What production sends');
const tabs=panels.map(p=>{const h=p.querySelector('h3'),t=document.createElement('button');t.type='button';t.id=p.id+'-tab';t.textContent=h.textContent;t.setAttribute('role','tab');t.setAttribute('aria-controls',p.id);
h.hidden=true;p.setAttribute('role','tabpanel');p.setAttribute('aria-labelledby',t.id);bar.append(t);return t});
const show=(i,focus)=>{tabs.forEach((t,j)=>{t.setAttribute('aria-selected',String(i===j));t.tabIndex=i===j?0:-1;panels[j].hidden=i!==j});if(focus)tabs[i].focus()};
tabs.forEach((t,i)=>{t.addEventListener('click',()=>show(i));
t.addEventListener('keydown',e=>{const to={ArrowRight:i+1,ArrowLeft:i-1,Home:0,End:tabs.length-1}[e.key];if(to===undefined)return;e.preventDefault();show((to+tabs.length)%tabs.length,true)})});
box.prepend(bar);show(0)}
})()`;

/** The hash of the script, for the Content-Security-Policy. */
export const SCRIPT_HASH = `sha256-${createHash('sha256').update(SCRIPT).digest('base64')}`;
