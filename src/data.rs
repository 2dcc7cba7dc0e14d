//! Typed values out of data of any shape, in little code.
//!
//! Each derived `Deserialize` is compiled anew for each format that it is read from, with the text of every error that the
//! format can tell, and with the code that lets go of the fields read so far at each field that can fail. So one type
//! alone, [`Data`], is read from the browser's values. Every other type is read out of it by a deserializer that decides
//! by name only here (a derived type gets its fields in order and its variant by number) and that never stops half way:
//! what does not fit is read as an empty value and noted, and the whole is refused at the end.
//!
//! It reads what `serde_json` writes of the types in this crate. Signed and fractional numbers are refused; maps, `flatten`,
//! `untagged` and `try_from` are not supported. `alias` would shift the order of fields and must not be used in a type that is
//! read here.

use std::cell::Cell;
use std::fmt;
use std::vec;

#[cfg(target_arch = "wasm32")]
use js_sys::{Array, Object};
use serde::de::value::U32Deserializer;
use serde::de::{
    self, Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess,
    SeqAccess, VariantAccess, Visitor,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::{JsCast, JsValue};

/// What JSON can say, as far as the types of this crate need it.
#[derive(Debug)]
pub enum Data {
    Null,
    Bool(bool),
    Number(u32),
    Text(String),
    List(Vec<Data>),
    Map(Vec<(String, Data)>),
    /// What no type here has a use for, such as a fraction.
    Other,
}

/// The data is not what the type needs. Nobody reads why: a page whose data cannot be read is loaded as a whole.
#[derive(Debug)]
pub struct Mismatch;

impl Data {
    /// A text, by its name in a map.
    pub fn text(&self, name: &str) -> Option<&str> {
        let Self::Map(map) = self else { return None };
        map.iter().find_map(|(known, value)| match value {
            Self::Text(text) if known == name => Some(&**text),
            _ => None,
        })
    }

    /// The value that the data stands for. A field that is missing is read as [`Data::Null`]; one too many is ignored.
    pub fn read<T: DeserializeOwned>(self) -> Result<T, Mismatch> {
        let fits = Cell::new(true);
        let Ok(value) = T::deserialize(Reading { data: self, fits: &fits });
        if fits.get() { Ok(value) } else { Err(Mismatch) }
    }
}

/// Of what the browser has parsed from JSON: no getter runs, and no proxy answers. By hand, because a general reader brings the
/// printing of fractions along, for errors that nobody reads.
#[cfg(target_arch = "wasm32")]
impl From<JsValue> for Data {
    fn from(value: JsValue) -> Self {
        if value.is_null() || value.is_undefined() {
            Self::Null
        } else if let Some(value) = value.as_bool() {
            Self::Bool(value)
        } else if let Some(value) = value.as_f64() {
            let number = value as u32;
            if f64::from(number) == value { Self::Number(number) } else { Self::Other }
        } else if let Some(value) = value.as_string() {
            Self::Text(value)
        } else if Array::is_array(&value) {
            Self::List(value.unchecked_ref::<Array>().iter().map(Self::from).collect())
        } else {
            let entry = |entry: JsValue| {
                let entry = entry.unchecked_ref::<Array>();
                (entry.get(0).as_string().unwrap_or_default(), Self::from(entry.get(1)))
            };
            Self::Map(Object::entries(value.unchecked_ref()).iter().map(entry).collect())
        }
    }
}

impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DataVisitor)
    }
}

struct DataVisitor;

impl<'de> Visitor<'de> for DataVisitor {
    type Value = Data;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("data")
    }

    fn visit_unit<E>(self) -> Result<Data, E> {
        Ok(Data::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Data, E> {
        Ok(Data::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Data, E> {
        Ok(value.try_into().map_or(Data::Other, Data::Number))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Data, E> {
        Ok(value.try_into().map_or(Data::Other, Data::Number))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Data, E> {
        Ok(Data::Other)
    }

    fn visit_str<E>(self, value: &str) -> Result<Data, E> {
        Ok(Data::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Data, E> {
        Ok(Data::Text(value))
    }

    fn visit_bytes<E>(self, _: &[u8]) -> Result<Data, E> {
        Ok(Data::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Data, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Data::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Data, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Data::Map(map))
    }
}

/// The error of a reading that has none.
#[derive(Debug)]
enum Never {}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl de::Error for Never {
    // A derived type complains of a field, a variant or a size that is missing: it gets all of them.
    #[inline(never)]
    fn custom<T: fmt::Display>(_: T) -> Self {
        unreachable!("the reader hands out only what was asked for")
    }
}

/// Data on its way into a type, and whether all of it has fitted so far.
struct Reading<'a> {
    data: Data,
    fits: &'a Cell<bool>,
}

// What decides is not generic, and not inlined into what is: it is in the bundle once.
impl<'a> Reading<'a> {
    #[inline(never)]
    fn bool(self) -> bool {
        if let Data::Bool(value) = self.data { value } else { self.empty() }
    }

    #[inline(never)]
    fn number(self) -> u32 {
        if let Data::Number(value) = self.data { value } else { self.empty() }
    }

    #[inline(never)]
    fn text(self) -> String {
        if let Data::Text(text) = self.data { text } else { self.empty() }
    }

    #[inline(never)]
    fn list(self) -> Items<'a> {
        let fits = self.fits;
        let list = if let Data::List(list) = self.data { list } else { self.empty() };
        Items { values: list.into_iter(), fits }
    }

    #[inline(never)]
    fn parts(self, count: usize) -> Fields<'a> {
        let items = self.list();
        if items.values.len() != count {
            items.fits.set(false);
        }
        Fields(items)
    }

    #[inline(never)]
    fn fields(self, names: &[&str]) -> Fields<'a> {
        let fits = self.fits;
        let mut map = if let Data::Map(map) = self.data { map } else { self.empty() };
        let mut values = Vec::new();
        for name in names {
            let index = map.iter().position(|(known, _)| known == name);
            values.push(index.map_or(Data::Null, |index| map.swap_remove(index).1));
        }
        Fields(Items { values: values.into_iter(), fits })
    }

    /// A variant without data is its name; one with data is a map with its name as the only key.
    #[inline(never)]
    fn variant(self, names: &[&str]) -> Variant<'a> {
        let (name, data) = match self.data {
            Data::Text(name) => (name, Data::Null),
            Data::Map(mut map) if map.len() == 1 => map.remove(0),
            _ => (String::new(), Data::Null),
        };
        let number = names.iter().position(|known| **known == name);
        if number.is_none() {
            self.fits.set(false);
        }
        Variant { number: number.unwrap_or_default() as u32, data: Reading { data, fits: self.fits } }
    }

    #[inline(never)]
    fn nothing(self) {
        if !matches!(self.data, Data::Null) {
            self.fits.set(false);
        }
    }

    fn empty<T: Default>(&self) -> T {
        self.fits.set(false);
        T::default()
    }
}

struct Items<'a> {
    values: vec::IntoIter<Data>,
    fits: &'a Cell<bool>,
}

impl<'a> Items<'a> {
    #[inline(never)]
    fn take(&mut self) -> Option<Reading<'a>> {
        self.values.next().map(|data| Reading { data, fits: self.fits })
    }
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Never> {
        self.take().map(|item| seed.deserialize(item)).transpose()
    }
}

/// As many as are asked for: those that are missing are [`Data::Null`].
struct Fields<'a>(Items<'a>);

impl<'a> Fields<'a> {
    #[inline(never)]
    fn take(&mut self) -> Reading<'a> {
        Reading { data: self.0.values.next().unwrap_or(Data::Null), fits: self.0.fits }
    }
}

impl<'de> SeqAccess<'de> for Fields<'_> {
    type Error = Never;

    #[inline(always)]
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Never> {
        seed.deserialize(self.take()).map(Some)
    }
}

struct Variant<'a> {
    number: u32,
    data: Reading<'a>,
}

impl<'de, 'a> EnumAccess<'de> for Variant<'a> {
    type Error = Never;
    type Variant = Reading<'a>;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Reading<'a>), Never> {
        let number: U32Deserializer<Never> = self.number.into_deserializer();
        Ok((seed.deserialize(number)?, self.data))
    }
}

impl<'de> VariantAccess<'de> for Reading<'_> {
    type Error = Never;

    fn unit_variant(self) -> Result<(), Never> {
        self.nothing();
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Never> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, count: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(self.parts(count))
    }

    fn struct_variant<V: Visitor<'de>>(self, names: &'static [&'static str], visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(self.fields(names))
    }
}

impl<'de> Deserializer<'de> for Reading<'_> {
    type Error = Never;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Never> {
        unreachable!("no type of this crate is read by its data's shape")
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_bool(self.bool())
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let fits = self.fits;
        let number = u8::try_from(self.number());
        visitor.visit_u8(number.unwrap_or_else(|_| {
            fits.set(false);
            0
        }))
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_u32(self.number())
    }

    // `usize` asks for this.
    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_u32(self.number())
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_string(self.text())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        if let Data::Null = self.data { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(self.list())
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(self.fields(names))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_enum(self.variant(names))
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u16 u128 f32 f64 char str bytes byte_buf unit unit_struct tuple tuple_struct map identifier
        ignored_any
    }
}
