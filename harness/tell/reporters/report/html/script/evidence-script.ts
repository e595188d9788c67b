/**
 * Shows, when a finding is opened, what both versions sent in each of its scenarios, field by field; and of a field its value
 * at every version. All text goes into the page as text.
 */
export const EVIDENCE_SCRIPT = `
const data=JSON.parse(document.getElementById('data').textContent)
const el=(tag,attributes,...parts)=>{const one=document.createElement(tag);for(const [name,value] of Object.entries(attributes))one.setAttribute(name,value);one.append(...parts.flat());return one}
const marked=text=>text.split(/(‹[^›]*›)/).filter(part=>part!=='').map(part=>part.startsWith('‹')?el('span',{class:'role'},part):part)
const prose=text=>{const parts=text.split('\`');return parts.length%2===0?marked(text):parts.flatMap((part,at)=>at%2===1?[el('code',{},marked(part))]:marked(part))}
const text=value=>value===''?[el('em',{class:'quiet'},'empty')]:marked(value)
const lines=values=>values.flatMap((value,at)=>at===0?text(value):[el('br',{}),...text(value)])
/** A field that is sent empty is another than one that is not sent. */
const equal=(one,other)=>JSON.stringify(one)===JSON.stringify(other)
const side=(values,name)=>el('td',{'data-side':name,...(values.length===0?{class:'none'}:{})},values.length===0?['not sent']:lines(values))
const row=(name,before,after,ends,extra=[])=>{
 const state=equal(before,after)?'same':after.length===0?'gone':before.length===0?'new':'changed'
 return el('tr',{class:state},el('th',{scope:'row'},name,...extra),side(before,ends.from),side(after,ends.to))
}
const valuesOf=(one,wanted)=>one?one.headers.filter(([name])=>name.toLowerCase()===wanted).map(([,text])=>text):[]
const head=(drift,text)=>el('thead',{},el('tr',{},el('th',{scope:'col'},text),el('th',{scope:'col'},drift.from),el('th',{scope:'col'},drift.to)))
const exchange=(end,at)=>at===null||at===undefined?undefined:data.exchanges[data.ends[end].sent[at]]

const wireTable=(drift,sdk,[from,to],number)=>{
 const [before,after]=[exchange(drift.ends[0],from),exchange(drift.ends[1],to)]
 const names=[...new Set([before,after].flatMap(one=>one?one.headers.map(([name])=>name.toLowerCase()):[]))]
 const fields=names.map(name=>[name,valuesOf(before,name),valuesOf(after,name)])
 const differs=([,one,other])=>!equal(one,other)
 const over=name=>{
  const button=el('button',{type:'button',class:'over','aria-label':'all versions of '+name},'all versions')
  button.addEventListener('click',()=>timeline(button.closest('.scroll'),drift,sdk,name,to??from))
  return button
 }
 const one=(value,key)=>value?[value[key]].filter(text=>text!==''):[]
 return el('table',{class:'wire'},head(drift,number===null?'sent':'attempt '+number),el('tbody',{},
  row('request',before?[before.line]:['no request'],after?[after.line]:['no request'],drift),
  [...fields.filter(differs),...fields.filter(field=>!differs(field))].map(([name,one,other])=>row(name,one,other,drift,[over(name)])),
  row('body',one(before,'body'),one(after,'body'),drift),
  row('answered',one(before,'answered'),one(after,'answered'),drift)))
}

/** A field over all versions: its value changes where the scenario does, and nowhere else. */
const timeline=(where,drift,sdk,name,at)=>{
 const steps=Object.values(data.findings).filter(one=>one.sdk===sdk).flatMap(one=>one.drifts)
  .filter(one=>one.scenario===drift.scenario&&one.gateway===drift.gateway&&one.on===drift.on&&one.ends)
 const order=versions.get(sdk)??[]
 steps.sort((a,b)=>order.indexOf(a.to)-order.indexOf(b.to))
 const value=(end,index)=>valuesOf(exchange(end,index),name)
 const items=steps.flatMap((step,index)=>[
  ...(index===0?[['up to '+step.from,value(step.ends[0],at)]]:[]),
  ['from '+step.to+' on (before: '+step.from+')',value(step.ends[1],at)]])
 const kept=items.filter((item,index)=>index===0||!equal(item[1],items[index-1][1]))
 where.parentElement.querySelector('.timeline')?.remove()
 const list=el('ol',{},kept.map(([label,values])=>el('li',{},el('strong',{},label),' ',...(values.length===0?[el('em',{},'not sent')]:lines(values)))))
 const block=el('div',{class:'timeline',tabindex:'-1'},el('h4',{},'\\u2002',el('code',{},name),' in ',drift.scenario,' behind ',drift.gateway,' over all versions'),list)
 where.after(block);block.focus()
}

const driftBlock=(drift,sdk)=>{
 const block=el('details',{class:'drift',id:drift.id},el('summary',{},el('span',{class:'tag '+drift.severity},drift.severity),' ',drift.scenario,' ',el('span',{class:'quiet'},'behind'),' ',drift.gateway,drift.on===''?'':el('span',{class:'quiet'},' '+drift.on)))
 block.addEventListener('toggle',()=>{if(block.open)fillDrift(block,drift,sdk)})
 return block
}
const fillDrift=(block,drift,sdk)=>{
 if(block.dataset.filled)return
 block.dataset.filled='yes'
 block.append(el('ul',{class:'changes'},drift.changes.map(([severity,at])=>el('li',{},el('span',{class:'tag '+severity},severity),' ',prose(data.strings[at])))))
 if(!drift.ends)return
 const [before,after]=drift.ends.map(end=>data.ends[end])
 const tables=drift.pairs.map((pair,index)=>wireTable(drift,sdk,pair,drift.pairs.length>1?index+1:null))
 const known=[before,after].some(end=>end.known!=='observed')
 tables.push(el('table',{class:'wire'},...(tables.length>0?[]:[head(drift,'sent')]),el('tbody',{class:'ends'},row('how it ended',[before.ended],[after.ended],drift),...(known?[row('how it is known',[before.known],[after.known],drift)]:[]))))
 block.append(el('div',{class:'scroll',tabindex:'0',role:'group','aria-label':'both versions, '+drift.scenario},tables))
}
const versions=new Map(Object.entries(JSON.parse(document.getElementById('versions').textContent)))
/** Drifts of one finding that are listed at once. */
const MOST=20
const fillFinding=card=>{
 const place=card.querySelector('.evidence')
 if(!place||place.dataset.filled)return
 place.dataset.filled='yes'
 const one=data.findings[card.dataset.finding]
 const blocks=one.drifts.slice(0,MOST).map(drift=>driftBlock(drift,one.sdk))
 place.replaceChildren(...blocks)
 if(one.drifts.length>MOST){
  const more=el('button',{type:'button',class:'more'},(one.drifts.length-MOST)+' more')
  more.addEventListener('click',()=>more.replaceWith(...one.drifts.slice(MOST).map(drift=>driftBlock(drift,one.sdk))))
  place.append(more)
 }
}
for(const card of document.querySelectorAll('details.finding')){
 card.addEventListener('toggle',()=>{if(card.open)fillFinding(card)})
 if(card.open)fillFinding(card)
}
`
